"""Why a person is asked about two records."""

from enum import StrEnum


class About(StrEnum):
    """Kinds of question."""

    DOUBT = "doubt"
    CUT = "cut"
    CHAIN = "chain"
    LARGE = "large"
    CHANGED = "changed"
    SAMPLE = "sample"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    About.DOUBT: "doubtful pair 存疑",
    About.CUT: "link given up 断开",
    About.CHAIN: "held by one weak link 弱连接",
    About.LARGE: "large entity 过大",
    About.SAMPLE: "drawn at random 随机抽样",
    About.CHANGED: "decided, and changed since 已变更",
}
