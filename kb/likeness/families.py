"""Family names that so many people share that initials say little: those that are most frequent in China, Taiwan, Hong
Kong, Korea and Vietnam, in the spellings of each place."""

from __future__ import annotations

SHARED = frozenset(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han
    deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu lyu ding ren yao shen jin fu fan
    cui chang lee tsai hsu hsieh chiu hung tseng liao lai yeh chou chuang chiang kuo hsiao chung lo
    chan wong cheung leung lau ng ho chow yeung kwok lam fung tsang yip mak
    kim park choi jung jeong kang cho yoon jang lim oh seo shin kwon hwang ahn hong
    nguyen tran le pham huynh hoang phan vu vo dang bui do ngo duong ly
    """.split()
)
"""Letters of the names, as `kb.ids.letters` gives them."""
