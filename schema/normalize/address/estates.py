"""Where people cut a named part off the name of a large place: 翡翠城|竹苑, 杭州东站|西广场, 五金城|东大门."""

import re

_WHOLE = "花园|小区|家园|花苑|公寓|广场|新村|大厦"
_ESTATE = re.compile(
    f"(?P<whole>.+?(?:{_WHOLE}|[^ ]城(?!市|[^ ]{{1,4}}市场)|度假村|文化村|小镇))"
    f"(?!{_WHOLE}|市场|酒店|中心|[东南西北]?[门口])"
    "(?:.{1,4}(?:苑|园|庭|轩|阁|居|湾|里|坊|府|郡|邸|院|楼|村|广场|商城)|[^ ]{4})$"
)
"""A compound and a named part of it."""
_PARK = "创意|创新|智慧|孵化|文创|众创|生态|森林|主题|科技|商务|电子|产业|软件|创业|工业|物流|电商|博览|动物|植物"
_LONG_ESTATE = re.compile(
    "(?P<whole>[^ 0-9A-Z]{4,}|[^ ]{2}[源园苑城湾庭府邸])"
    f"(?:(?!{_PARK})[^ 花家山校院公新]{{2}}[苑园轩阁居坊郡庭]|[^ ]{{2}}里)$"
)
"""Names of compounds are seldom so long: the last three characters are a part (绿城诚园|守敬苑)."""
_PLACE_IN_PLACE = re.compile(
    "(?P<whole>[^ ]{2,}?(?:[东南西北火汽客]?车?站|机场|古镇|湿地(?:公园)?|景区|公园|大学|[师浙]大|学院|校区|天街"
    "|医院|保健院|卫生院))"
    "(?:[东南西北正侧]{1,2}(?:广场|入口|出口|出入口|进站口|出站口|门|区|校区)"
    "|[0-9A-Z一二三四五]{1,2}号?(?:出入口|出口|入口|口|门|航站楼|广场|停车场)|[进出]站口|出口|入口|停车场|地下车库"
    "|[^ ]{2,4}入口"
    "|(?:住院|门诊|急诊|医技|综合|行政|教学|图书|学生|实验)(?:部|大?楼|公寓|馆)|[^ ]{2,4}生活区"
    f"|(?!{_PARK})[^ ]{{1,2}}[桥馆园]|[^ ]{{2}}苑)$"
)
"""A part of a large place: 杭州东站|西广场, 塘栖古镇|东入口."""
_SIDE_OF_MARKET = re.compile("(?P<whole>[^ ]{2,}(?:城|市场))(?:[东南西北中]市场|[东南西北正]大?门)$")
"""轻纺城|东市场; what the market is called ends with its kind."""
_FIRM = re.compile("公司|厂$|集团|超市|[店行局所部]$")
_EDGE = re.compile(
    "(?P<place>[^ ]{2,}(?:(?:桥|高架|立交)(?=桥[头下]$|下$)"
    "|(?:水库|[湖江溪河塘桥站园场厂校])(?=边$)|[场城园厦](?=内$)))"
    "[桥边内下头]{1,2}$"
)


def part_of_place(text: str, start: int, end: int) -> re.Match[str] | None:
    """`whole` is the place that the rest of `text[start:end]` is a part of; None where nothing tells."""
    place = _PLACE_IN_PLACE.match(text, start, end) or _SIDE_OF_MARKET.match(text, start, end)
    if place is not None or _FIRM.search(text, start, end):
        return place
    return _ESTATE.match(text, start, end) or _LONG_ESTATE.match(text, start, end)


def edge_of_place(text: str, start: int, end: int) -> int:
    """Where a word for the edge of a place begins at the end of its name (横溪水库|边, 大桥|桥头); `end` for none."""
    edge = _EDGE.match(text, start, end)
    return edge.end("place") if edge else end
