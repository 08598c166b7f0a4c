"""The words that end a name of a place, as one regular expression, and what kind of place each ends.

The lookaheads keep a word that is itself part of a longer name: 广济路社区 is no road, 前村社区 no village.
"""

import re

from schema.normalize.address.components import Part
from schema.normalize.address.house_kinds import KIND
from schema.normalize.address.numerals import HAN

_ROADS = "[东南西北中前后]?[一二三四五六七八九十]?(?:路|街(?!道)|大道|弄|巷)"
_SETTLED = "社区|街道|小区|新村|公寓|花园|花苑|苑|菜场|农贸|市场|小学|中学|幼儿园|学校|校区|医院|车站|加油站"
_COMPOUNDS = (
    "小区|花园|家园|花苑|公寓|苑|大厦|大楼|广场|商厦|商城|市场|酒店|宾馆|饭店|小学|中学|大学|学院|学校|幼儿园|医院|有限公司|公司|集团"
    "|公馆|天街|[名嘉雅]园|[名雅]居|名邸|[华豪名]庭|[华名]府|大院|山庄|别墅|公园|新村|中心|车站|银行|[工教职]工宿舍|(?:文化|度假|民俗|大学|农民)村"
)
_ZONES = (
    "(?:经济技术|高新技术产业|高新|经济|工业)?开发区|(?:工业|产业|科技|科创|创业|创意|物流|电商|软件|孵化|智慧|众创|文创)园(?:区|(?!区))|工业区块?|园区|高新区"
    "|工业功能区|(?:工业|产业)?集[聚中]区|示范区|功能区|保税区|旅游度假区|(?:制造业|产业)基地|(?:科技|经济)区块"
)
_NUMBER = rf"(?:\d{{1,4}}|[{HAN}]{{1,4}})"
_TOWNS = (
    rf"街道(?:办事处|办)?(?!社区)|(?<![小古])镇(?!镇|{_ROADS}|[东南西北中]?(?:社区|村|苑(?!新村|小区|社区|街道))|政府|人民(?:政府|医院|法院)|中心(?!{_ROADS}|村)|海[区市县])"
    rf"|(?:民族)?(?<![桐水])乡(?!村|镇|里|音|情|亲|愁|巴|{_ROADS})"
)
_VILLAGES = (
    r"社区(?:居民委员会|居委会)?|居委会|居民委员会|村民?委员?会|行政村|(?<=村)村部"
    rf"|(?<!新)村(?!村(?![口头])|{_ROADS}|{_SETTLED}|[东南西北]?大街|镇|委|民(?:小?组|委|$))"
)
_PLACED = "[镇乡]|工业|开发区|园区"
_STREETS = (
    rf"[GSX]?\d{{2,3}}[国省县]道|{_NUMBER}号大街|路(?![桥灯]|{_SETTLED}|村|{_PLACED})|大道(?!{_SETTLED}|[东南西北中]路)|(?<!天)街(?!道|坊|区|心|村|{_SETTLED}|{_PLACED})"
    r"|(?<![街国省县乡隧轨通渠管地])道(?=[0-9]{1,4}号)"
    rf"|公路|[弄巷](?![堂口]|{_ROADS}|社区|街道|村|{_PLACED})|胡同"
)
_PHASES = (
    rf"第?(?:{_NUMBER}|[A-Za-z])(?:期|区|片区?|组团|标段)(?![块域])"
    rf"|[东南西北中](?:[区片](?=$|[ 0-9A-Z]|[{HAN}]{{1,3}}[区期])|[苑园](?=$|[ 0-9A-Z])(?!\d{{1,4}}(?:[区期片]|组团)))"
)
_WORDS: tuple[tuple[Part, str], ...] = (
    (Part.STREET, _TOWNS),
    (Part.COMMUNITY, _VILLAGES),
    (
        Part.GROUP,
        rf"自然村|第?{_NUMBER}(?:村民小组|小组|组(?!团)|社(?!区|会)|生产队|队)|(?<=[^ 0-9]{{2}})组(?=$|[ 0-9])",
    ),
    (Part.LANE, rf"{_NUMBER}[弄巷](?!口|{_ROADS}|社区|村)"),
    (Part.ROAD, _STREETS),
    (Part.PHASE, _PHASES),
    (Part.ZONE, rf"(?:{_ZONES})(?!{_ROADS}|社区|村)"),
    (Part.COMPOUND, rf"(?:{_COMPOUNDS})(?!{_ROADS}|{_COMPOUNDS}|{_ZONES}|社区|村|街道|镇|站)"),
)
_STOREY = rf"(?<![第{HAN}])(?:[二三四]?十[一二三四五六七八九]?|[一二三四五六七八九])[楼层]"
_RUN = rf"(?P<run>(?<!\d)\d|{KIND}|[A-Za-z]-?\d{{0,4}}[座幢栋层]|[{HAN}]{{1,5}}(?:号|[幢栋座]|单元|室)|{_STOREY})"
WORD = re.compile("|".join([*(f"(?P<{part}>{words})" for part, words in _WORDS), _RUN]))
"""`lastgroup` is the part, or 'run' where numbers begin."""

CONTINUES = re.compile(rf"{_ROADS}|社区|小区|新村|公寓|花园|花苑|大厦|大楼|广场|市场|村|苑")
"""After a known name these make it part of another: 石塘路|小区."""

_OFFICE = re.compile(r"(?<=村)村部$|(?<=街道)(?:办事处|办)$|(?<=社区)(?:居民委员会|居委会)$|(?<=村)村?民?委员?会$")
_RESIDENTS = re.compile(r"(?:居委会|居民委员会)$")
_VILLAGE = re.compile(r"(?<=村)行政村$|行政村$|(?<!村)村?民?委员?会$")


def place_name(written: str) -> str:
    """A street or community without its office: 五星村村委会 → 五星村, 新街居委会 → 新街社区, 五星行政村 → 五星村."""
    name = _RESIDENTS.sub("社区", _OFFICE.sub("", written))
    return _VILLAGE.sub("村", name) if name.endswith(("行政村", "委会", "委员会")) else name
