"""The words that say which way something goes, as tables.

Change verbs follow the class of calibratable changes of state (45.6) in Levin, English Verb Classes and Alternations
(1993); comparatives and words of no difference are those in which trial reports state results, as collected for
Evidence Inference (Lehman et al. 2019); idioms are those of interviews. Words of doing well or ill are typed by the
concept map's valence instead of a sign of their own, since "improved" means less of a symptom and more of a skill.
"""

from __future__ import annotations

from typing import Literal

# amount   more or less of it             "reduce", "fewer", "rise"
# quality  it does better or worse        "improve", "poorer": the sign turns with the outcome's valence
# bring    it is brought about            "lead to", "foster": weaker than amount, gives way to one inside it
# link     it goes along with it          "associated with": weakest
# change   it differs, unsaid which way   "affect", "difference": a null once negated
# tackle   less of it, where it is a verb: "to challenge stigma", not "the challenge of stigma"
# aid      brought about, where it is a verb: "supported recovery", not "peer support"
# spare    less of it for somebody        "keep … from": an amount once "from" or "out of" follows
# null     there is no difference         "unchanged", "similar"
# idle     looks like one of these and says nothing: "night shift", "limited to"
Kind = Literal["amount", "quality", "bring", "link", "change", "null", "spare", "tackle", "aid", "idle"]
Form = Literal["verb", "noun", "adjective"]

# Each row: kind, sign, form, the words. "a_b" is a phrase of several words; of two rows with one word the first wins.
TABLE: tuple[tuple[Kind, int, Form, str], ...] = (
    (
        "idle",
        0,
        "noun",
        "night_shift day_shift shift_work shift_worker limited_to limited_evidence limited_number limited_data "
        "limited_research limited_information lower_limb lower_back lower_leg lower_body upper_and_lower "
        "higher_education high_school high_street high_risk low_income middle_income high_income lower_income "
        "higher_income older_adult more_or_less no_longer good_practice fall_into fell_into fall_ill fell_ill "
        "fallen_ill fell_asleep fall_asleep rise_to_the fall_within fall_under give_birth gave_birth given_birth "
        "giving_birth gave_consent give_consent gave_informed gave_written bring_up brought_up grow_up grew_up "
        "growing_up build_on cut_off raise_the_question raised_the_question raise_question better_understand "
        "better_understanding change_of_shift long_term any_more anymore same_time same_day same_sex same_person "
        "same_year the_same_way best_practice keep_in_touch equal_opportunity as_soon_as as_long_as as_well_as "
        "as_far_as as_such little_known similar_to_those_of drew_on such_as more_than_once more_research "
        "further_research further_study lost_to_follow",
    ),
    (
        "tackle",
        -1,
        "verb",
        "damage harm dent challenge combat counter tackle fight dismantle overcome limit temper blunt drain sap "
        "manage_without stem quell",
    ),
    (
        "aid",
        1,
        "verb",
        "help support aid assist",
    ),
    (
        "spare",
        -1,
        "verb",
        "keep kept stop hold held save spare protect shield guard buffer stopped free rescue",
    ),
    (
        "amount",
        -1,
        "verb",
        "reduce decrease lessen diminish decline fall fell fallen drop cut shrink shrank shrunk curb curtail "
        "minimise halve alleviate ease relieve mitigate attenuate dampen weaken suppress inhibit prevent avert "
        "avoid deter delay eliminate eradicate abolish dispel counteract break_down breaking_down broke_down buffer "
        "offset shorten slow discourage undermine erode hamper hinder impede obstruct restrict impair compromise "
        "destigmatise keep_down bring_down brought_down went_down go_down gone_down came_down come_down drive_down "
        "drove_down decreased_from take_away took_away taken_away destroy ruin quench dash block downregulate lose "
        "lost discount lack dissipate subside abate wane plummet narrow dwindle slump tumble dip taper taper_off "
        "tail_off soften forestall preclude thwart stave_off ward_off fend_off head_off deplete deprive withdraw "
        "stifle stunt forgo cushion cut_down cut_down_on cut_back cut_back_on scale_back slash trim lighten soothe "
        "calm quieten defuse extinguish end put_an_end_to put_a_stop_to do_away_with get_rid_of got_rid_of rid_of "
        "disturb disrupt interfere_with interrupt take_the_edge_off took_the_edge_off let_go_of went_away go_away "
        "gone_away wear_off wore_off fade faded vanish disappear hold_back held_back set_back get_in_the_way_of "
        "got_in_the_way_of stand_in_the_way_of stood_in_the_way_of put_off put_me_off ease_off level_down "
        "put_them_off put_people_off put_him_off put_her_off back_down decelerate deteriorate_less debunk disprove "
        "disconfirm de-escalate deescalate scupper stall negatively_affect adversely_affect",
    ),
    (
        "amount",
        1,
        "verb",
        "increase raise rise rose risen grow grew grown boost elevate heighten expand lengthen prolong double "
        "triple treble escalate intensify strengthen amplify climb deepen broaden widen reinforce perpetuate "
        "went_up go_up gone_up upregulate maximise accelerate multiply quadruple surge foment augment soar jump "
        "spike swell inflate compound stoke rekindle revive bolster sharpen consolidate solidify cement enlarge "
        "magnify hasten quicken breed shot_up shoot_up crept_up creep_up build_up built_up pile_up mount "
        "proliferate come_back came_back recur extend reignite skyrocket entrench fortify uphold outnumber exceed "
        "shore_up step_up top_up flare_up flare",
    ),
    (
        "quality",
        1,
        "verb",
        "improve enhance ameliorate better_manage optimise benefit benefitted get_better got_better restore enrich "
        "thrive outperform outperformed lift lifted uplift brighten pick_up rebound turn_around positively_affect "
        "positively_influence positively_impact upgrade perform_better fare_better fared_better do_better "
        "did_better done_better cope_better coped_better excel heal remedy rectify",
    ),
    (
        "quality",
        -1,
        "verb",
        "worsen suffer_under suffer_when suffer_as_a deteriorate exacerbate aggravate get_worse got_worse "
        "detract_from jeopardise fare_worse fared_worse do_worse did_worse perform_worse degrade spoil decay "
        "take_a_toll_on took_a_toll_on take_its_toll took_its_toll endanger imperil backfire go_downhill "
        "went_downhill gone_downhill slip sour regress relapse_into",
    ),
    (
        "bring",
        1,
        "verb",
        "promote foster facilitate encourage build create generate produce cause induce trigger provoke "
        "contribute_to lead_to led_to leads_to leading_to result_in bring_about brought_about give_rise_to "
        "gave_rise_to enable inspire instil cultivate nurture provide offer give gave add_to stimulate yield drive "
        "drove fuel engender develop gain bring brought help_with make_for introduce model convey allow achieve "
        "attain regain pave_the_way_for assist_with make_possible speed_up spark elicit confer evoke prompt entail "
        "kindle ignite awaken unlock open_up open_the_door_to opened_the_door_to open_doors_to sow equip_with "
        "set_off bring_back brought_back nourish ensure secure empower spur motivate translate_into advance "
        "make_it_possible culminate_in precipitate arouse occasion end_in ended_in set_in_motion lay_the_ground_for "
        "laid_the_ground_for conducive_to ended_up_in end_up_in",
    ),
    (
        "link",
        1,
        "verb",
        "associated_with linked_to linked_with related_to correlated_with positive_correlation positive_association "
        "positive_relationship correlated_positively associated_positively predict connected_with tied_to go_with "
        "accompanied_by attributed_to risk_factor_for predictor_of positively_associated positively_correlated "
        "positively_related positively_linked effective_in effective_at effective_for useful_in useful_for "
        "valuable_in instrumental_in successful_in important_in role_in described_as experienced_as perceived_as "
        "regarded_as link_with link_to linking helpful_in helpful_for susceptible_to prone_to went_together_with "
        "go_together_with goes_together_with go_hand_in_hand_with goes_hand_in_hand_with went_hand_in_hand_with "
        "coincide_with followed_by tracked_with associate_with determinant_of marker_for precursor_of forerunner_of "
        "coupled_with",
    ),
    (
        "amount",
        -1,
        "verb",
        "negative_correlation inverse_correlation negative_association inverse_association negative_relationship "
        "inverse_relationship correlated_negatively correlated_inversely associated_negatively "
        "negatively_associated inversely_associated negatively_correlated inversely_correlated inversely_related "
        "negatively_related negatively_linked inversely_linked protective_against protective_factor_for "
        "protective_factor_against protective_for protective_effect protected_against antidote_to remedy_for "
        "cure_for bulwark_against protective defence_against safeguard_against",
    ),
    (
        "amount",
        -1,
        "adjective",
        "lowest fewest lower fewer less smaller shorter rarer few little low minimal lack_of absence_of rarely "
        "seldom infrequent diminished weaker hardly_any free_of free_from short_of milder scarcer scarce smallest "
        "shortest rarest least half_as_many half_as_much half_as_likely half_as_often underrepresented slower "
        "barely_any next_to_no close_to_no scant negligible not_as_many not_as_much not_as_often not_so_many "
        "not_so_much nowhere_near_as_many slighter lighter weakest",
    ),
    (
        "amount",
        1,
        "adjective",
        "highest greatest higher more greater larger longer elevated stronger high deeper frequent additional extra "
        "heightened widespread likelier commoner largest longest strongest steeper excess any_more_likely "
        "overrepresented excessive bigger biggest commonest raised twice_as_many twice_as_much",
    ),
    (
        "quality",
        1,
        "adjective",
        "better superior_to superior easier favourable favourably good positively beneficial_for good_for best "
        "brighter healthier happier best_for wonders_for beneficial_to",
    ),
    (
        "quality",
        -1,
        "adjective",
        "harder worse poorer inferior_to inferior unfavourable unfavourably poor negatively adversely bad "
        "detrimental_to harmful_to bad_for worst poorest disastrous_for harmful_for detrimental_for damaging_to "
        "damaging_for",
    ),
    (
        "amount",
        -1,
        "noun",
        "reduction lowering lessening alleviation prevention elimination avoidance loss_of shortage_of barrier_to "
        "barriers_to obstacle_to obstacles_to threat_to threats_to hindrance_to downturn drop_off fall_off "
        "decrement diminution curtailment lull easing relief_from respite_from freedom_from deficit_in deficits_in "
        "scarcity_of dearth_of impediment_to impediments_to stumbling_block_to deterrent_to brake_on blow_to "
        "shield_against",
    ),
    (
        "amount",
        1,
        "noun",
        "growth upturn escalation uptick upsurge elevation upswing increment gains_in gain_in abundance_of wealth_of",
    ),
    (
        "quality",
        1,
        "noun",
        "improvement enhancement betterment positive_effect positive_impact positive_influence beneficial_effect "
        "favourable_effect positive_change positive_effects beneficial_impact beneficial_influence "
        "favourable_impact boon_for positive_association_with advantage_for",
    ),
    (
        "quality",
        -1,
        "noun",
        "deterioration worsening negative_effect negative_impact negative_influence adverse_effect_on "
        "adverse_impact detrimental_effect detrimental_impact harmful_effect deleterious_effect ill_effect_on "
        "ill_effects_on setback_in setback_for toll_on",
    ),
    (
        "bring",
        1,
        "noun",
        "source_of promotion_of facilitator_of facilitator_for enabler_of driver_of cause_of trigger_for trigger_of "
        "catalyst_for stepping_stone_to gateway_to route_to breeding_ground_for springboard_for",
    ),
    (
        "change",
        0,
        "verb",
        "affect influence change differ alter vary shape impact_on make_a_difference made_a_difference modify "
        "transform diverge fluctuate",
    ),
    (
        "change",
        0,
        "noun",
        "difference effect impact association relationship correlation variation shift link_between benefit_for "
        "benefit_on advantage benefit_in bearing_on connection_between link_with relation_between influence_on "
        "advantage_over improvement_over benefit_over",
    ),
    (
        "null",
        0,
        "adjective",
        "unchanged unaffected ineffective_for ineffective_in ineffective_at similar comparable equivalent same "
        "equal stable ineffective nonsignificant non-significant unrelated_to unrelated unassociated identical "
        "insignificant as_likely as_often as_many as_much as_high as_common as_frequent as_large nothing_for "
        "did_little_for do_little_for does_little_for did_little_to do_little_to does_little_to did_nothing_to "
        "does_nothing_to nothing_to_reduce nothing_to_improve nothing_to_change no_bearing_on alike stay_flat "
        "stayed_flat remain_flat remained_flat constant unaltered indistinguishable on_par on_a_par "
        "little_difference little_effect little_change little_impact little_influence little_if_any equally "
        "no_better no_worse no_more_effective not_more_effective no_more_successful not_more_successful "
        "no_more_useful not_better noninferior non-inferior regardless_of irrespective_of independent_of "
        "uncorrelated plateau stagnate level_off levelled_off static made_no_odds makes_no_odds as_before as_low "
        "as_bad as_good as_effective as_severe as_poor as_few in_vain to_no_avail unmoved immune_to unresponsive_to "
        "interchangeable equivalence parity_in",
    ),
)
