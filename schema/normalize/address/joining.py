"""Which neighbours are one name to people: 福田|二区, 文一路|小学, 农业银行|(良渚支行), 环城东路|北段."""

import re

from schema.normalize.address.marking import Label, is_body

SEPARATOR = "redundant"
PLACES = frozenset({"poi", "subpoi"})
_DIVISIONS = frozenset({"prov", "city", "district"})
_PART_OF_NAME = re.compile("..?(?<=[区苑])")
_TOLD = re.compile(
    "..(?:苑|园|城|庭|小区|新村|公寓|广场|大厦|市场|公馆|山庄|府|里|湾|大学|学院|[中小]学|学校|医院|中心|基地|社区|生活区|校区|源|[0-9a-zA-Z])$"
)
"""Ends of names that a part (二期, 东区) can follow; 福田|二区 is one name."""
_SCHOOL = re.compile("..+(?:大学|学院)$")
_LARGE = re.compile("(?:大学|学院|校区|医院|广场|大厦)$")
"""Within them an institution is a part: 紫金港校区|图书馆."""
STALLS = re.compile(
    "(?:市场|菜场|物流中心|(?:商贸|轻纺|宝剑|工艺品|茶叶|家具|石材|小商品|五金|皮革|家纺|童装|服装|领带|珠宝|塑料|汽配|建材|批发|食品|眼镜|木雕|女装|袜业|电子|灯具|汽车)城)$"
)
"""Where goods are sold from numbered stalls."""
_SIDE = re.compile("[东南西北]")
_NUMBERED = frozenset({"roadno", "houseno", "village_group"})
"""What a side before the number belongs to: 西|1幢."""
_VILLAGE = re.compile("[^ ]{2,}(?<=[路街巷弄道])[上下前后]村|[^ ][路街巷][东南西北中]村")
_BRANCH = re.compile("(?:支行|分行|支公司|分公司|分局|分店|营业部)")
_STAGE = re.compile("[一二三四五六]期")
_BARE = re.compile("[0-9]{1,2}|[A-Z][0-9]?")
_CAMPUS = re.compile("(?![东南西北中]校区)[^ 0-9]{1,5}?(?:校区|学院)|生活区")
"""Belongs to the school's name before it: 浙江大学|紫金港校区; a side of it (东校区) is a part."""
_NAMELESS = re.compile(
    "(?:小学|中学|幼儿园|学校|派出所|警务室|(?:支|分)?店|[支分]行|分理处|营业[厅所]|储蓄所|网点|菜场|菜市场|农贸市场|市场|超市|便利店"
    "|商场|汽车城|工业区|车站|[汽火]车站|公交(?:车?站|首末站)?|地铁站|加油站|停车场|收费站|大桥|高架桥?|立交桥?|隧道|公园|广场|医院"
    "|卫生(?:院|室|站|服务站|服务中心)|(?:便民|党群|邻里|文化|老年|居家养老|综合|公共|行政)?(?:服务|活动|养老|照料)(?:中心|站|室)"
    "|文化(?:礼堂|站|中心)|(?:居民|村民)委员会|居委会|村委会?|人民政府|政府|办事处|经济合作社|股份经济合作社|财政局|国税局|地税局"
    "|(?:人民)?法院|检察院|公安局|图书馆|博物馆|文化馆|体育馆|体育中心|人民医院|中医院|妇幼保健院|第[一二三四五六七八九十](?:人民医院|医院|中学|小学))$"
)
"""Institutions that have their name from the place before them."""
_DIVISIONS_OWN = re.compile(
    "(?:第?[一二三四五六七八九十])?(?:人民)?(?:中医院|医院|政府|法院|检察院|妇幼保健院)|.{1,4}局|.{0,4}(?:图书|博物|文化|体育|档案)馆"
    "|(?:行政|便民|公共|政务|办证)服务中心|[^ 0-9]{2}(?:小学|中学|幼儿园)"
    "|.{0,2}(?:委员会|[初高]级中学|实验[中小]学|第[一二三四五六七八九十][初高]?级?[中小]学)"
)
"""Institutions that bear their division's name."""
_STOP = re.compile("(?:公交车?|地铁)站")
_OF_ROAD = {
    "road": re.compile("[东南西北]|[东南西北中](?:路|街)"),
    "assist": re.compile("[东南西北中前后]段|延伸段|延长[线段]|(?:公交车?|地铁)站"),
    "roadno": re.compile("第?[0-9一二三四五六七八九十]+[巷街]"),
    "poi": re.compile("[^ 0-9]{2,3}段"),
    "devzone": re.compile("(?:工业|科技|产业)(?:区|园区?)"),
}
"""What goes on with a road's name: 环城东路|北段, 机场路|二巷, 机场大道|工业区."""
_ZONE_PART = re.compile("[东南西北中A-Z]区|[一二三四五六1-9][期区]|[东南西北]片")


def joined(text: str, label: Label, found: list[Label]) -> list[Label]:
    """What is to be put behind `found` for `label`: it alone, or with the last of `found`, which is taken away."""
    last = found[-1] if found else Label("", 0, 0)
    if label.label == last.label == SEPARATOR or _is_in_name(text, last, label):
        return [label._replace(start=found.pop().start)]
    if label.label in ("roomno", "cellno") and _is_stall(text, found, label):
        del found[-1]
        return [Label("roomno", found.pop().start, label.end)]
    if last.end != label.start:
        return [label]
    return _adjoined(text, last, label, found)


def _adjoined(text: str, last: Label, label: Label, found: list[Label]) -> list[Label]:
    if campus := _campus_end(text, last, label):
        found[-1] = last._replace(end=campus)
        return [label._replace(start=campus)] if campus < label.end else []
    if _is_branch(text, found, label):
        del found[-1]
        return [Label("poi", found.pop().start, label.end)]
    alone = len(found) == 1 or any(earlier.label == "road" for earlier in found)
    if not _is_one_name(text, last, label, alone=alone):
        return [label]
    found.pop()
    return [Label(_together(text, last, label), last.start, label.end)]


def _together(text: str, last: Label, label: Label) -> str:
    written = text[label.start : label.end]
    if last.label == "road" and label.label != "devzone" and _is_of_road(label.label, written):
        return "poi" if _STOP.fullmatch(written) else "road"
    if label.label in _NUMBERED or label.label == "community":
        return label.label
    return "devzone" if "devzone" in (last.label, label.label) else "poi"


def is_nameless(written: str) -> bool:
    """Whether it is the word for an institution or a shop that has its name from what stands before it."""
    return _NAMELESS.fullmatch(written) is not None


def _is_one_name(text: str, last: Label, label: Label, *, alone: bool) -> bool:
    """Whether `label` goes on with the name of `last`; `alone`: nothing was named before that, or a road was."""
    name, written = text[last.start : last.end], text[label.start : label.end]
    if last.label == label.label and label.label in _NUMBERED:
        return _SIDE.fullmatch(name) is not None
    if last.label == "road" and (_is_of_road(label.label, written) or _is_village(label, name + written)):
        return True
    if label.label in ("assist", "devzone") and last.label in ("road", *PLACES):
        return (_STOP.fullmatch(written) if label.label == "assist" else _STAGE.fullmatch(name)) is not None
    if last.label == "devzone":
        return _ZONE_PART.fullmatch(written) is not None
    if last.label in PLACES and label.label in PLACES:
        return _goes_on(last.label, name, written)
    return label.label in PLACES and _is_institution(last.label, written, alone=alone)


def _is_of_road(label: str, written: str) -> bool:
    return label in _OF_ROAD and _OF_ROAD[label].fullmatch(written) is not None


def _is_village(label: Label, name: str) -> bool:
    """小路|下村, 上路|西村: a village that has a road's word in its name."""
    return label.label == "community" and _VILLAGE.fullmatch(name) is not None


def _is_institution(label: str, written: str, *, alone: bool) -> bool:
    """文一路|小学, 水北社区|卫生服务站, 余杭区|图书馆."""
    if label == "road":
        return is_nameless(written)
    if label == "community":
        return is_nameless(written) and not written.startswith(("村委", "居委", "村民委"))
    if label == "town":
        return alone and is_nameless(written)
    return alone and label in _DIVISIONS and _DIVISIONS_OWN.fullmatch(written) is not None


def _goes_on(label: str, name: str, written: str) -> bool:
    """福田|二区, 东阳诚心木线|(富阳店), 世纪花园|幼儿园."""
    if written.startswith(("(", "附属")) or (is_nameless(written) and not _LARGE.search(name)):
        return True
    if label == "subpoi" and _PART_OF_NAME.fullmatch(name):
        return False
    return _PART_OF_NAME.fullmatch(written) is not None and not _TOLD.search(name)


def _is_branch(text: str, found: list[Label], label: Label) -> bool:
    """农业银行|桐庐县|支行: the division stands within the name of the firm."""
    if len(found) < 2 or found[-1].label not in _DIVISIONS or label.label not in PLACES:
        return False
    whole = found[-2]
    return whole.label in PLACES and whole.end == found[-1].start and _BRANCH.match(text, label.start) is not None


def _campus_end(text: str, last: Label, label: Label) -> int:
    """Where the part of a university ends that its name includes; 0 where there is none."""
    if last.label not in PLACES or label.label not in PLACES or not _SCHOOL.match(text[last.start : last.end]):
        return 0
    campus = _CAMPUS.match(text, label.start, label.end)
    return campus.end() if campus else 0


def _is_in_name(text: str, last: Label, label: Label) -> bool:
    """Whether a division that is said again belongs to what is named behind it: 余杭区|中医院."""
    if last.label != SEPARATOR or last.end != label.start or label.label not in PLACES:
        return False
    return text[last.start : last.end].isalpha() and is_body(text[label.start : label.end])


def _is_stall(text: str, found: list[Label], label: Label) -> bool:
    """D2-|112: two numbers of one stall, where they are a room's or in a market."""
    if len(found) < 2 or text[found[-1].start : label.start] != "-" or text[label.end : label.end + 1] == "-":
        return False
    first = found[-2]
    return first.label == "roomno" or (first.label == "houseno" and _is_in_market(text, first, found))


def _is_in_market(text: str, number: Label, found: list[Label]) -> bool:
    poi = next((text[label.start : label.end] for label in found if label.label == "poi"), "")
    return _BARE.fullmatch(text, number.start, number.end) is not None and STALLS.search(poi) is not None
