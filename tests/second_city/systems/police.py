"""公安: household register, newcomers' registration, and the list of addresses."""

from datetime import timedelta

from tests.second_city import deliver, names, numbers
from tests.second_city.elsewhere import write_outside
from tests.second_city.people import TODAY, Person
from tests.second_city.places import Level, Place
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Wording, Writer, chinese_number, wide

_HUKOU = Manner(
    prefixes=(("", 6), ("余杭区", 4)),
    street=0.93,
    street_old=0.04,
    community=0.5,
    road=0.6,
    gate_only=0.05,
    chinese=0.03,
)
_FLOATING = Manner(
    prefixes=(("", 3), ("余杭区", 3), ("杭州市余杭区", 2), ("浙江杭州余杭区", 1), ("杭州市@", 1)),
    street=0.85,
    street_short=0.08,
    community=0.35,
    road=0.35,
    gate_only=0.04,
    alias=0.1,
    unit=0.7,
    wide=0.02,
    chinese=0.04,
    joins=(("幢", 5), ("栋", 2), ("号楼", 2), ("-", 4), ("#", 1)),
    bare_room=0.7,
    tails=("", "", "", "", "", "（自主申报）"),
)
_LIST = Manner(
    prefixes=(("浙江省杭州市余杭区", 6), ("余杭区", 2), ("杭州市余杭区余杭区", 1)),
    street=1.0,
    community=0.7,
    road=0.9,
    chinese=0.02,
    joins=(("幢", 8), ("栋", 1), ("号楼", 1)),
    bare_room=0.1,
    unit=0.95,
)
_HUKOU_DDL = """CREATE TABLE t_czrk (
    rybh varchar(20) PRIMARY KEY, gmsfhm varchar(18), xm varchar(60), cym varchar(60),
    xbdm char(1), mzdm char(2), zjxydm char(2), csrq char(8), hjdxzqh char(6), hjdxz varchar(200), pcsdm char(12),
    hh varchar(12), yhzgx varchar(2), lxdh varchar(40), zxbs char(1), gxsj timestamp)"""
_FLOATING_DDL = """CREATE TABLE ldrk_djxx (
    id bigint PRIMARY KEY, xm varchar(50), sfzh varchar(20), xb varchar(2), csrq date,
    hjd varchar(200), xzz varchar(200), fwbh varchar(30), lxdh varchar(20), fwcs varchar(100), djrq date, zxrq date,
    gxsj datetime)"""
_LIST_HEADER = (
    "地址编码",
    "行政区划",
    "街道",
    "村社",
    "街路巷",
    "门牌号",
    "小区名",
    "楼幢号",
    "单元号",
    "室号",
    "地址全称",
    "经度",
    "纬度",
    "状态",
)


def hukou(clerk: Clerk) -> None:
    """Registered persons; who moved within the district has a cancelled row and a new one."""
    rows = []
    writer = clerk.writer(_HUKOU)
    homes: dict[str, Wording] = {}
    for index, person in enumerate(clerk.world.natives):
        if person.registered is None:
            continue
        place = person.registered
        rows.append(_hukou_row(clerk, index * 2 + 1, person, _household_text(clerk, writer, homes, person, place)))
        if not person.cancelled and clerk.habits(0.015, 0.03):
            earlier = writer.write(clerk.chance.choice(clerk.world.city.homes))
            rows.append(_hukou_row(clerk, index * 2 + 2, person, earlier, moved=True))
    deliver.sqlite_table(clerk.folder / "police_hukou.db", _HUKOU_DDL, rows)
    clerk.delivered("t_czrk", len(rows))


def _household_text(clerk: Clerk, writer: Writer, homes: dict[str, Wording], person: Person, place: Place) -> Wording:
    """One text a household, but now and then a member has another wording."""
    if person.household not in homes or clerk.habits(0.03, 0.15):
        homes[person.household] = writer.write(place)
    return homes[person.household]


def _hukou_row(clerk: Clerk, serial: int, person: Person, home: Wording, moved: bool = False) -> tuple[object, ...]:
    key = f"33{serial * 13 + 7_000_001:014d}"
    truth = clerk.row("t_czrk", key)
    truth.person("xm", person.key)
    truth.address("hjdxz", home)
    cancelled = person.cancelled or moved
    sex = "0" if clerk.habits(0.003, 0.01) else "1" if person.male else "2"
    born = "19000101" if clerk.habits(0.008, 0.02) else f"{person.birth:%Y%m%d}"
    division = person.resident_id[:6] if person.resident_id.startswith("330") and clerk.chance.hit(0.3) else "330110"
    return (
        key,
        _hukou_id(clerk, person),
        _hukou_name(clerk, person),
        person.former_name,
        sex,
        clerk.chance.choice(("01", "09", "MZ")),
        clerk.chance.choice(("00", "ZJ")),
        born,
        division,
        home.text,
        f"{division}{clerk.chance.randrange(30, 60)}0000"[:12],
        person.household,
        person.relation,
        _two_phones(clerk, person),
        "1" if cancelled else "0",
        f"{clerk.moment(3000 if moved else 1500):%Y-%m-%d %H:%M:%S.%f}",
    )


def _hukou_id(clerk: Clerk, person: Person) -> str:
    text = person.resident_id
    if person.birth.year < 1992 and clerk.habits(0.025, 0.06):
        return numbers.short_id(text)
    if clerk.habits(0.003, 0.008):
        text = numbers.break_digit(text, clerk.chance)
    return text.lower() if clerk.chance.hit(0.7) else text


def _hukou_name(clerk: Clerk, person: Person) -> str:
    name = names.without_rare(person.name, clerk.chance)
    if clerk.habits(0.12, 0.35):
        name = names.spaced(name, clerk.chance)
    return f"{name}  " if clerk.habits(0.01, 0.05) else name


def _two_phones(clerk: Clerk, person: Person) -> str | None:
    if not person.phones or clerk.chance.hit(0.12):
        return None
    if len(person.phones) > 1 and clerk.habits(0.3, 0.5):
        return clerk.chance.choice(("/", ",", "，", "、", " / ")).join(map(clerk.dashed, person.phones[:2]))
    return clerk.phone(person)


def floating(clerk: Clerk) -> None:
    """A row for every stay; the earlier ones are closed."""
    rows: list[tuple[object, ...]] = []
    writer = clerk.writer(_FLOATING)
    for person in clerk.world.newcomers:
        for index, place in enumerate(person.moves):
            rows.append(_stay(clerk, writer, len(rows), person, place, index == len(person.moves) - 1))
            if clerk.habits(0.004, 0.02):
                rows.append(_stay(clerk, writer, len(rows), person, place, False))
    deliver.sqlite_table(clerk.folder / "police_floating.db", _FLOATING_DDL, rows)
    clerk.delivered("ldrk_djxx", len(rows))


def _stay(clerk: Clerk, writer: Writer, serial: int, person: Person, place: Place, last: bool) -> tuple[object, ...]:
    key = 880_000_000_017 + serial * 3
    truth = clerk.row("ldrk_djxx", key)
    truth.person("xm", person.key)
    depth: Level | None = "building" if place.building and place.room and clerk.habits(0.05, 0.12) else None
    home = writer.write(place, depth)
    truth.address("xzz", home)
    registered = write_outside(person.origin, clerk.chance) if person.origin else Wording("", "", "outside", None)
    truth.address("hjd", registered)
    code = clerk.world.listed.get(place.full_key, ("", place))[0] if clerk.chance.hit(0.6) else ""
    start = TODAY - timedelta(days=clerk.chance.randrange(20, 2500))
    end = None if last and clerk.chance.hit(0.9) else start + timedelta(days=clerk.chance.randrange(30, 900))
    return (
        key,
        clerk.name(person),
        _floating_id(clerk, person),
        ("男" if person.male else "女") if clerk.chance.hit(0.95) else "",
        _day(clerk, person.birth) if clerk.chance.hit(0.85) else None,
        registered.text,
        home.text,
        code or None,
        _floating_phone(clerk, person),
        _workplace(clerk, person),
        _day(clerk, start),
        end and _day(clerk, end),
        f"{clerk.moment():%Y-%m-%d %H:%M:%S}",
    )


def _day(clerk: Clerk, day: object) -> str:
    """SQLite has no date: a plain day, in the rough city some with a midnight."""
    return f"{day} 00:00:00" if clerk.habits(0.0, 0.3) else str(day)


def _floating_id(clerk: Clerk, person: Person) -> str:
    text = clerk.number(person)
    if clerk.habits(0.04, 0.12):
        text = wide(text)
    return text + " " * clerk.chance.choice((0, 0, 0, 1, 2)) if clerk.habits(0.3, 0.6) else text


def _floating_phone(clerk: Clerk, person: Person) -> str | None:
    if clerk.habits(0.05, 0.12):
        return clerk.chance.choice(("13800000000", "无", "", "11111111111", "13800138000"))
    return clerk.phone(person) or None


def _workplace(clerk: Clerk, person: Person) -> str | None:
    if person.employer is None:
        return clerk.chance.choice((None, "", "无", "待业", "自由职业"))
    firm = clerk.world.firms[person.employer]
    return clerk.chance.choice((firm.short, firm.sign, firm.name))


def address_list(clerk: Clerk) -> None:
    """Two months; the later one counts.  Some places are listed twice, once out of use."""
    writer = clerk.writer(_LIST)
    rows = []
    for code, place in clerk.world.listed.values():
        rows.append(_listed(clerk, writer, code, place, "在用" if clerk.chance.hit(0.98) else "停用"))
        if clerk.habits(0.012, 0.04):
            rows.append(
                _listed(clerk, writer, code[:-10] + "9" + code[-9:], place, clerk.chance.choice(("停用", "在用")))
            )
    clerk.chance.shuffle(rows)
    folder = clerk.folder / "police_address"
    earlier = [row for row in rows if not clerk.chance.hit(0.02)]
    deliver.csv_file(folder / "dz_202404.csv", _LIST_HEADER, earlier, "gb18030", quote_all=False)
    again = clerk.chance.sample_or_all(rows, 3) if clerk.habits.rough else []
    lost = clerk.without_key(rows, lambda row: ("", *row[1:]))
    deliver.csv_file(folder / "dz_202405.csv", _LIST_HEADER, [*rows, *again, *lost], "gb18030")
    clerk.delivered("dz", len(rows), len(lost), len(again))


def _listed(clerk: Clerk, writer: Writer, code: str, place: Place, state: str) -> tuple[str, ...]:
    site = place.site
    full = writer.write(place)
    clerk.row("dz", code).address("地址全称", full)
    point = ("", "") if clerk.chance.hit(0.12) else (f"{site.longitude:.6f}", f"{site.latitude:.6f}")
    return (
        code,
        "330110",
        site.community.street,
        site.community.name,
        site.road.name if site.road else site.group or "",
        _number(clerk, site.number or ""),
        site.compound or "",
        _counted(clerk, place.building, ("幢", "栋", "号楼")),
        _counted(clerk, place.unit, ("单元", "单元", "")),
        _room(clerk, place.room),
        full.text,
        *point,
        state,
    )


def _number(clerk: Clerk, number: str) -> str:
    if not number:
        return ""
    if number.isdigit() and clerk.habits(0.02, 0.06):
        return chinese_number(int(number)) + "号"
    return number if clerk.habits(0.1, 0.3) else f"{number}号"


def _counted(clerk: Clerk, number: str | None, measures: tuple[str, ...]) -> str:
    if number is None or not number.isdigit():
        return number or ""
    text = chinese_number(int(number)) if clerk.habits(0.03, 0.1) else number
    return text + clerk.chance.choices(measures, (7, 2, 1))[0]


def _room(clerk: Clerk, room: str | None) -> str:
    return "" if room is None else room if clerk.habits(0.15, 0.4) else f"{room}室"
