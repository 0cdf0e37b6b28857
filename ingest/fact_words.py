"""Terms in which study facts are told, each with the words that state it: the vocabulary of `ingest.facts`.

Designs after the JBI critical appraisal checklists and the study designs of PubMed's publication types and MeSH;
methods of analysis as COREQ items 9 and 25 and CONSORT item 12 ask for them; countries by their ISO 3166 short names in
English.
"""

from __future__ import annotations

import re

from ingest.fact_terms import terms

_TRIAL = r"(?:trial|study|experiment|evaluation|pilot|comparison|survey experiment)"
_RANDOM = r"randomi[sz]ed"
_UPTO = r"(?:[, ]{1,2}[\w/-]+){0,7}?[, –-]{1,2}"  # the words between, each after a blank or comma


# In order: a term higher up takes its words, so that "systematic review of randomised trials" is no trial.
DESIGNS = terms(
    (
        (
            "study protocol",
            r"(?:study|trial|review)? ?protocol (?:for|of)\b|(?:study|trial|review) protocol\b|"
            r"(?<=: )(?:a )?protocol\b|"
            r"study design and methods|rationale(?:,| and) (?:study )?design|design and rationale|"
            r"(?<=: )(?:study )?design of (?:a|the)\b",
        ),
        ("umbrella review", r"umbrella review|overview of (?:systematic )?reviews"),
        ("scoping review", r"scoping (?:review|study)"),
        (
            "systematic review and meta-analysis",
            r"systematic review(?: of [\w -]{1,60})? (?:and|with) (?:network )?meta-analys[ie]s",
        ),
        (
            "qualitative evidence synthesis",
            r"qualitative (?:evidence |meta-?)synthesis|meta-?ethnography|meta-synthesis|"
            r"systematic review (?:and [\w-]+ synthesis )?of qualitative",
        ),
        ("systematic review", r"systematic (?:literature )?review(?!s\b| group)|systematically review"),
        ("meta-analysis", r"(?:network )?meta-analys[ie]s\b"),
        (
            "narrative review",
            r"narrative (?:literature )?review|integrative review|realist (?:review|synthesis)|rapid review",
        ),
        ("secondary analysis", r"secondary (?:data )?analys[ie]s|(?:exploratory|post[ -]hoc|pooled) analys[ie]s of"),
        (
            "economic evaluation",
            r"cost[- ](?:effectiveness|utility|benefit) (?:analysis|evaluation|study)|economic evaluation",
        ),
        (
            "cluster randomised trial",
            rf"cluster{_UPTO}{_RANDOM}{_UPTO}{_TRIAL}|{_RANDOM} cluster{_UPTO}{_TRIAL}|group[- ]{_RANDOM} {_TRIAL}|"
            rf"cluster RCT|{_RANDOM}{_UPTO}cluster {_TRIAL}",
        ),
        (
            "randomised crossover trial",
            rf"{_RANDOM}{_UPTO}cross-?\s?over|cross-?\s?over{_UPTO}{_RANDOM}|"
            rf"{_RANDOM},? (?:and )?counter-?\s?balanced",
        ),
        ("crossover trial", r"cross-?over (?:trial|design|study|fashion|manner|intervention|experiment)"),
        ("quasi-randomised trial", rf"quasi-?\s?{_RANDOM}"),
        ("quasi-experimental study", r"quasi-?experiment\w*|non-?equivalent control"),
        (
            "non-randomised trial",
            rf"non-?{_RANDOM}{_UPTO}{_TRIAL}|non-?{_RANDOM}(?: [\w-]+){{0,2}} design|"
            rf"single-?arm{_UPTO}{_TRIAL}|controlled (?:before|trial without|"
            rf"trial with no)",
        ),
        (
            "randomised controlled trial",
            rf"{_RANDOM}{_UPTO}{_TRIAL}\b|{_RANDOM}[, -]{{1,2}}(?:placebo|controlled|double|single|open|prospective)|"
            rf"RCT\b|controlled trial with [\w ]{{1,40}}{_RANDOM}|{_RANDOM} (?:controlled |clinical )?design|"
            rf"random allocation trial",
        ),
        (
            "clinical trial",
            r"(?:controlled |open-label )?clinical trial(?!s)|controlled trial(?!s)|open-label (?:trial|study)|"
            r"phase (?:[1-4]|I{1,3}|IV)[ab]?{_UPTO}{_TRIAL}".replace("{_UPTO}", _UPTO).replace("{_TRIAL}", _TRIAL),
        ),
        ("interrupted time series", r"interrupted time[- ]series"),
        (
            "before-and-after study",
            r"(?:before[- ](?:and|/)?[- ]?after|pre-?/?(?:post|test)[- ]?(?:post-?test)?) (?:study|design|evaluation)",
        ),
        ("case-control study", r"case[- –]control(?:led)? (?:study|design)"),
        (
            "cross-sectional study",
            r"cross-?\s?sectional(?:,? [\w-]+){0,3} (?:study|survey|design|analysis|data|questionnaire)|"
            r"prevalence study",
        ),
        (
            "cohort study",
            rf"cohort (?:study|design|analysis)|(?:prospective|retrospective|longitudinal|"
            rf"follow-up){_UPTO}(?:cohort|study|design|review)\b|"
            r"(?:we|were) (?:retrospectively|prospectively) (?:reviewed|studied|followed|enrolled|analy[sz]ed)|"
            r"retrospective (?:\w+ ){0,2}analysis of|"
            r"reviewed the (?:medical )?records|longitudinal (?:study|design|survey)|observational study|"
            r"registry[- ]based study|prospectively (?:enrolled|studied|followed)",
        ),
        ("case series", r"case series"),
        ("case report", r"case (?:report|presentation)\b|single[- ]case (?:study|design|experiment\w*)"),
        (
            "mixed methods study",
            r"mixed[- ]methods?|quantitative and qualitative (?:design|methods|study)|multi-?method (?:study|design)",
        ),
        (
            "ethnography",
            r"ethnograph(?:y|ic) (?:study|design|approach|fieldwork|observation)|(?:an|focused|rapid) ethnography",
        ),
        ("case study", r"(?:multiple|collective|instrumental|comparative|qualitative) case stud(?:y|ies)"),
        ("participatory action research", r"(?:participatory )?action research"),
        ("Delphi study", r"(?:e-?)?Delphi (?:study|survey|consensus|process|technique|method)"),
        (
            "qualitative study",
            r"qualitative(?: [\w-]+){0,3} (?:study|research|design|approach|inquiry|investigation|interviews?|"
            r"exploration|evaluation|analysis)|"
            r"(?:semi-?structured|in-?depth|unstructured|narrative|"
            r"qualitative)(?: [\w-]+){0,2} interviews? (?:were|was|with|study)|"
            r"focus[- ]groups?(?: discussions?| interviews?)? (?:were|was|with|study)|"
            r"phenomenolog(?:y|ical) (?:study|design|approach|inquiry)|grounded theory (?:study|design|approach|"
            r"methodology)|interview study",
        ),
        (
            "survey",
            r"(?:online|postal|web-based|national|population|household|telephone|questionnaire|anonymous) survey\b|"
            r"survey (?:study|design)",
        ),
        ("feasibility study", r"feasibility (?:study|trial)"),
        ("pilot study", r"pilot (?:study|trial|project)"),
        ("validation study", r"validation study|psychometric (?:study|evaluation)"),
    )
)

ANALYSES = terms(
    (
        ("reflexive thematic analysis", r"reflexive thematic analysis"),
        ("thematic synthesis", r"thematic(?:ally)? synthesi[sz]"),
        ("thematic analysis", r"thematic(?:ally)? analys|thematic content analysis|analy[sz]ed thematically"),
        ("framework analysis", r"framework (?:analysis|approach|method)\b"),
        ("content analysis", r"content analys[ie]s"),
        ("constant comparison", r"constant[- ]compar\w+"),
        ("grounded theory", r"grounded theory"),
        ("interpretative phenomenological analysis", r"interpretat?ive phenomenological analysis"),
        ("discourse analysis", r"discourse analysis"),
        ("conversation analysis", r"conversation analysis"),
        ("narrative analysis", r"narrative analysis"),
        ("narrative synthesis", r"narrative(?:ly)? synthesi[sz]"),
        ("random-effects meta-analysis", r"random[- ]effects? (?:meta-analys\w+|model)"),
        ("intention-to-treat analysis", r"inten(?:tion|t)[- ]to[- ]treat"),
        ("analysis of covariance", r"ANCOVA\b|analys[ie]s of covariance"),
        ("analysis of variance", r"M?ANOVA\b|analys[ie]s of variance"),
        ("logistic regression", r"logistic (?:multiple |mixed |multilevel )?regression"),
        ("linear regression", r"(?<!general )(?<!generalized )(?<!generalised )linear (?:multiple )?regression"),
        ("Cox regression", r"Cox(?:['’]s)? (?:proportional|regression|model)|proportional hazards"),
        ("Poisson regression", r"Poisson (?:regression|model)"),
        (
            "mixed-effects model",
            r"(?:linear |generali[sz]ed )?mixed[- ](?:effects?[- ]){0,2}(?:generali[sz]ed )?(?:linear |logistic )?"
            r"(?:regression )?models?(?! ANOVA)|(?-i:MMRM)|"
            r"multilevel (?:model\w*|regression|[\w ]{1,20}regression)",
            "mixed mmrm multilevel",
        ),
        ("generalised estimating equations", r"generali[sz]ed estimating equations?|(?-i:GEEs?\b)", "estimating gee"),
        ("generalised linear model", r"generali[sz]ed linear (?:regression )?models?"),
        ("general linear model", r"general linear (?:regression )?models?"),
        (
            "multiple regression",
            r"(?:hierarchical )?(?:multiple|multivariate|multivariable|stepwise) regression|hierarchical regression",
        ),
        ("meta-regression", r"meta-?regression"),
        ("difference in differences", r"difference[- ]in[- ]differences?"),
        (
            "ROC analysis",
            r"receiver[- ]operat\w+ (?:characteristics?|curve)|(?-i:ROC) (?:curve|analys)",
            "receiver roc",
        ),
        ("negative binomial regression", r"negative binomial (?:regression|model)"),
        (
            "latent growth curve model",
            r"(?:latent )?growth curve (?:model\w*|analys[ie]s)|(?:latent|longitudinal) growth model\w*",
        ),
        ("Weibull model", r"Weibull (?:regression |survival )?models?"),
        ("log-rank test", r"log-?\s?rank"),
        ("Kaplan–Meier", r"Kaplan[-–— ]Meier"),
        ("t test", r"(?:Student['’]s )?(?:paired |unpaired |independent[- ](?:samples? )?)?\bt[- ]tests?"),
        # Neither the figure of one that was done, "χ2(3) = 2.40", nor a symbol, "χ21(t)".
        (
            "chi-square test",
            r"chi[- ]squared?|Yates(?:['’]s?)? (?:continuity )?correct|[χΧ]\s?[2²](?![\w(]|\s?[(=<>≤])",
            "chi yates χ",
        ),
        ("McNemar’s test", r"McNemar"),
        ("Cochran–Mantel–Haenszel test", r"Mantel[-–— ]Haens?z"),
        ("test of proportions", r"tests? (?:of|for) (?:equal(?:ity of)? |two )?proportions?"),
        ("Fisher’s exact test", r"Fisher['’]?s?(?: exact)? (?:exact|tests?\b)"),
        ("Mann–Whitney test", r"(?:Wilcoxon[-–— ]{1,3})?Mann[-–— ]Whitney(?:[-–— ]Wilcoxon)?"),
        ("Wilcoxon test", r"Wilcoxon"),
        ("Kruskal–Wallis test", r"Kruskall?[-–— ]Wallis"),
        ("Friedman test", r"Friedman(?:['’]s)?,? (?:[\w-]+ )?(?:tests?|ANOVA|analys|rank)"),
        ("Spearman correlation", r"Spearman"),
        (
            "Pearson correlation",
            r"Pearson(?:['’]s)? (?:\w+[- ]){0,2}correlation|Pearson(?:['’]s)? r\b|Pearson(?:['’]s)? coeff",
        ),
        ("structural equation modelling", r"structural equation model\w*"),
        ("factor analysis", r"factor analys[ie]s"),
        ("latent class analysis", r"latent (?:class|profile) analys[ie]s"),
        ("principal component analysis", r"principal components? analys[ie]s"),
        ("cluster analysis", r"(?<!two-stage )\bcluster analys[ie]s|k-means"),
        ("mediation analysis", r"mediation(?:al)? analys[ie]s"),
        ("Bland–Altman analysis", r"Bland[-–— ]Altman"),
        (
            "cost-effectiveness analysis",
            r"cost[- ](?:effectiveness|utility|benefit) analys[ie]s|incremental cost[- ]effectiveness",
        ),
        ("per-protocol analysis", r"per[- ]protocol (?:analys|basis|population|principle|set)"),
        ("propensity score", r"propensity scores?"),
        ("multiple imputation", r"multipl(?:e|y) imput\w+"),
    )
)

_COUNTRIES = (
    "Afghanistan Albania Algeria Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Barbados "
    "Belarus "
    "Belgium Belize Benin Bhutan Bolivia Botswana Brazil Bulgaria Burundi Cambodia Cameroon Canada Chad Chile "
    "China Colombia "
    "Croatia Cuba Cyprus Denmark Djibouti Ecuador Egypt Eritrea Estonia Eswatini Ethiopia Fiji Finland France "
    "Gabon Gambia "
    "Germany Ghana Greece Guatemala Guinea Guyana Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland "
    "Israel "
    "Italy Jamaica Japan Jordan Kazakhstan Kenya Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon Lesotho Liberia Libya "
    "Liechtenstein Lithuania Luxembourg Madagascar Malawi Malaysia Maldives Mali Malta Mauritania Mauritius Mexico "
    "Moldova "
    "Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal Netherlands Nicaragua Niger Nigeria Norway Oman "
    "Pakistan "
    "Palestine Panama Paraguay Peru Philippines Poland Portugal Qatar Romania Rwanda Samoa Senegal Serbia "
    "Singapore Slovakia "
    "Slovenia Somalia Spain Sudan Suriname Sweden Switzerland Syria Taiwan Tajikistan Tanzania Thailand Togo Tonga "
    "Tunisia "
    "Turkey Turkmenistan Uganda Ukraine Uruguay Uzbekistan Vanuatu Venezuela Vietnam Yemen Zambia Zimbabwe"
).split()
# As printed -> ISO short name.
COUNTRIES = {name: name for name in _COUNTRIES} | {
    "Bosnia and Herzegovina": "Bosnia and Herzegovina",
    "Burkina Faso": "Burkina Faso",
    "Cape Verde": "Cabo Verde",
    "Central African Republic": "Central African Republic",
    "Costa Rica": "Costa Rica",
    "Cote d’Ivoire": "Côte d’Ivoire",
    "Côte d’Ivoire": "Côte d’Ivoire",
    "Côte d'Ivoire": "Côte d’Ivoire",
    "Ivory Coast": "Côte d’Ivoire",
    "Czech Republic": "Czechia",
    "Czechia": "Czechia",
    "Democratic Republic of Congo": "Democratic Republic of the Congo",
    "Democratic Republic of the Congo": "Democratic Republic of the Congo",
    "Dominican Republic": "Dominican Republic",
    "El Salvador": "El Salvador",
    "England": "United Kingdom",
    "Great Britain": "United Kingdom",
    "New South Wales": "Australia",
    "Guinea-Bissau": "Guinea-Bissau",
    "Hong Kong": "Hong Kong",
    "Lao PDR": "Laos",
    "New Zealand": "New Zealand",
    "North Macedonia": "North Macedonia",
    "Northern Ireland": "United Kingdom",
    "Papua New Guinea": "Papua New Guinea",
    "Puerto Rico": "Puerto Rico",
    "Republic of Ireland": "Ireland",
    "Republic of Korea": "South Korea",
    "Russia": "Russia",
    "Russian Federation": "Russia",
    "Saudi Arabia": "Saudi Arabia",
    "Scotland": "United Kingdom",
    "Sierra Leone": "Sierra Leone",
    "Solomon Islands": "Solomon Islands",
    "South Africa": "South Africa",
    "South Korea": "South Korea",
    "South Sudan": "South Sudan",
    "Sri Lanka": "Sri Lanka",
    "Swaziland": "Eswatini",
    "The Netherlands": "Netherlands",
    "Timor-Leste": "Timor-Leste",
    "Trinidad and Tobago": "Trinidad and Tobago",
    "Türkiye": "Turkey",
    "U.K.": "United Kingdom",
    "U.S.": "United States",
    "U.S.A.": "United States",
    "UK": "United Kingdom",
    "USA": "United States",
    "US": "United States",
    "United Arab Emirates": "United Arab Emirates",
    "United Kingdom": "United Kingdom",
    "United States": "United States",
    "United States of America": "United States",
    "Viet Nam": "Vietnam",
    "Wales": "United Kingdom",
}
_STATES = (
    "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,Indiana,Iowa,"
    "Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,"
    "Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,"
    "Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,West Virginia,Wisconsin,Wyoming"
)
# Parts of a country whose names no other country has. Georgia is one; Victoria and Ontario are towns too.
PARTS = dict.fromkeys(_STATES.split(","), "United States") | {
    **dict.fromkeys(("Alberta", "British Columbia", "Manitoba", "Nova Scotia", "Québec", "Saskatchewan"), "Canada"),
    **dict.fromkeys(("New South Wales", "Queensland", "Tasmania", "Western Australia"), "Australia"),
}
PART = re.compile(
    rf"(?:, |\b(?:in|across|throughout|within) (?:(?:rural|urban|\w+ern) )?)"
    rf"(?P<name>{'|'.join(re.escape(name) for name in sorted(PARTS, key=len, reverse=True))})"
    rf"(?=[.;)]|, (?!{'|'.join(map(re.escape, COUNTRIES))})| (?:[a-z(]|USA\b)|$)(?! and M)"
)
COUNTRY = re.compile(
    rf"(?<![\w-])(?:{'|'.join(re.escape(name) for name in sorted(COUNTRIES, key=len, reverse=True))})(?![\w-])"
)

PEOPLE = (
    r"(?:participants?|patients?|subjects?|volunteers?|individuals|people|persons?|adults?|children|adolescents?|"
    r"teenagers|"
    r"infants?|newborns?|neonates?|women|men|males|females|girls|boys|mothers|fathers|parents|caregivers|carers|"
    r"families|"
    r"couples|students?|pupils|teachers?|nurses?|midwives|physicians|doctors|clinicians|practitioners|"
    r"professionals|providers|workers|recipients|"
    r"staff|employees|managers|respondents?|interviewees|informants|survivors|residents|clients|consumers|users|"
    r"smokers|"
    r"athletes|cyclists|runners|players|soldiers|veterans|prisoners|inmates|seniors|elders|outpatients|inpatients|"
    r"cases|"
    r"orderlies|households|stakeholders|members|drivers|farmers|pregnancies|births)"
)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
NUMBER_WORDS = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORD = rf"(?:{'|'.join(sorted([*NUMBER_WORDS, 'hundred', 'thousand'], key=len, reverse=True))})"
NUMBER = (
    rf"(?:\d{{1,3}}(?:[,\u2009\u202f\u00a0 ]\d{{3}}){{1,2}}(?!\d)|\d{{1,7}}(?![\d.%–-])|\b{_WORD}(?:(?:-|"
    rf" and |-and-| )(?:{_WORD})\b){{0,6}})"
)


def number(text: str) -> int | None:
    """The value of a whole number in figures ("1,598") or words ("One hundred and twenty-one"), or None."""
    figures = re.sub(r"[,\s]", "", text)
    if figures.isdecimal():
        return int(figures)
    total = part = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in NUMBER_WORDS:
            part += NUMBER_WORDS[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        elif word != "and":
            return None
    return total + part or None
