"""教育: pupils, one workbook a school and term, columns in any order."""

from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.second_city import vocabulary as v
from tests.second_city.people import TODAY, Person
from tests.second_city.systems.clerk import NOW, Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("", 3), ("余杭区", 3), ("杭州市余杭区", 2), ("杭州余杭", 1)),
    street=0.8,
    street_short=0.08,
    community=0.25,
    road=0.2,
    unit=0.75,
    alias=0.03,
    joins=(("幢", 5), ("-", 4), ("栋", 1)),
    bare_room=0.6,
)
_COLUMNS = ["学籍号", "姓名", "性别", "出生日期", "身份证件号", "监护人", "监护人电话", "家庭住址", "学校"]
_KINDS = ("小学", "中学", "实验学校", "第二小学")
Row = dict[str, object]


def students(clerk: Clerk) -> None:
    """About 90 schools in the whole city; three also left the workbook of the term before, with those who went."""
    world = clerk.world
    writer = clerk.writer(_MANNER)
    pupils = [person for person in world.people if 6 * 365 < (TODAY - person.birth).days < 18 * 365]
    pupils = clerk.chance.sample_or_all(pupils, world.count(100_000))
    schools = _schools(clerk, max(4, round(87 * world.scale**0.5)))
    rolls: dict[str, list[Row]] = {school: [] for school in schools}
    for index, person in enumerate(pupils):
        school = schools[index % len(schools)]
        rolls[school].append(_pupil(clerk, writer, index, person, school))
    lost = clerk.without_key(rolls[schools[-1]], lambda row: {**row, "学籍号": None})
    rolls[schools[-1]] += lost
    clerk.delivered("xj", len(pupils), len(lost))
    folder = clerk.folder / "education_students" / "xj"
    for index, (school, rows) in enumerate(rolls.items()):
        split = len(rows) // 12 if index < 3 else 0
        if split:
            _workbook(clerk, folder / f"{school}_2023秋.xlsx", rows[:split])
        _workbook(clerk, folder / f"{school}_2024春.xlsx", rows[split:])


def _schools(clerk: Clerk, count: int) -> list[str]:
    names = [f"{head}{tail}{kind}" for head in v.ROAD_HEADS for tail in v.ROAD_TAILS[:6] for kind in _KINDS]
    return clerk.chance.sample(names, count)


def _pupil(clerk: Clerk, writer: Writer, serial: int, person: Person, school: str) -> Row:
    known = clerk.chance.hit(0.93)
    key = f"G{person.resident_id}" if clerk.chance.hit(0.9) else f"L{serial + 33_011_000_000_000_000:018d}"
    truth = clerk.row("xj", key)
    truth.person("姓名", person.key)
    address = ""
    if person.home:
        home = writer.write(person.home)
        truth.address("家庭住址", home)
        address = home.text
    guardian = clerk.chance.choice(person.parents) if person.parents else None
    return {
        "学籍号": key,
        "姓名": clerk.name(person),
        "性别": ("男" if person.male else "女") if clerk.chance.hit(0.98) else None,
        "出生日期": _birth(clerk, person),
        "身份证件号": clerk.number(person) if known else None,
        "监护人": clerk.name(guardian) if guardian else None,
        "监护人电话": clerk.phone(guardian or person) or None,
        "家庭住址": address,
        "学校": school,
    }


def _birth(clerk: Clerk, person: Person) -> object:
    way = clerk.chance.randrange(4)
    if way == 0:
        return int(f"{person.birth:%Y%m%d}")
    if way == 1:
        return str(person.birth)
    return datetime.fromisoformat(str(person.birth)) if way == 2 else f"{person.birth:%Y%m%d}"


def _workbook(clerk: Clerk, path: Path, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    order = clerk.chance.sample(_COLUMNS, len(_COLUMNS))
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": NOW})
    sheet = book.add_worksheet("学籍")
    sheet.write_row(0, 0, order)
    for line, row in enumerate(rows, 1):
        for column, name in enumerate(order):
            value = row[name]
            if isinstance(value, datetime):
                sheet.write_datetime(line, column, value)
            elif isinstance(value, str):
                sheet.write_string(line, column, value)
            elif value is not None:
                sheet.write(line, column, value)
    book.close()
