"""人社: insured persons, insured units, who works where; and the daily list of wage cases."""

from datetime import date, datetime, timedelta

from tests.second_city import deliver, names
from tests.second_city.firms import Firm
from tests.second_city.people import TODAY, Person
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("浙江省杭州市余杭区", 5), ("杭州市余杭区", 3), ("余杭区", 1), ("", 1), ("浙江省杭州市@", 1)),
    street=0.9,
    community=0.45,
    road=0.45,
    gate_only=0.03,
    unit=0.9,
    chinese=0.02,
    bare_room=0.3,
    alias=0.05,
)
_CASES = Manner(
    prefixes=(("", 3), ("余杭区", 2), ("杭州市余杭区", 1), ("余杭", 1)),
    street=0.8,
    street_short=0.1,
    community=0.2,
    road=0.7,
    gate_only=0.15,
    chinese=0.02,
    bare_room=0.6,
)
_PERSONS = """CREATE TABLE ac01 (
    aac001 number(16) PRIMARY KEY, aac002 varchar(20), aac003 varchar(50), aac004 varchar(3),
    aac006 number(8), aae005 varchar(20), aae006 varchar(100), aae036 date)"""
_UNITS = """CREATE TABLE ab01 (
    aab001 number(16) PRIMARY KEY, aab004 varchar(100), aab007 varchar(20), aab998 varchar(20),
    aab013 varchar(50), aae005 varchar(20), aae006 varchar(100), aae036 date)"""
_JOBS = """CREATE TABLE ac02 (
    aac001 number(16), aab001 number(16), aac030 number(8), aac031 varchar(3), aae036 date,
    PRIMARY KEY (aac001, aab001, aac030))"""
_CASE_HEADER = (
    "案件编号",
    "用人单位",
    "信用代码",
    "单位地址",
    "投诉日期",
    "涉及人数",
    "欠薪金额",
    "办结日期",
    "处理结果",
)
Row = tuple[object, ...]


def insurance(clerk: Clerk) -> None:
    world = clerk.world
    path = clerk.folder / "hr_insurance.db"
    writer = clerk.writer(_MANNER)
    workers = clerk.chance.sample_or_all(
        [person for person in world.people if person.employer is not None], world.count(415_000)
    )
    units = _insured_firms(clerk, workers)
    deliver.sqlite_table(path, _UNITS, (_unit(clerk, writer, key, world.firms[index]) for index, key in units.items()))
    persons: list[Row] = []
    jobs: list[Row] = []
    for person in workers:
        for _ in range(2 if clerk.habits(0.012, 0.03) else 1):
            key = 1_000_000_330_110_000 + len(persons) * 3
            persons.append(_insured(clerk, writer, key, person))
            jobs += _jobs(clerk, key, person, units)
    deliver.sqlite_table(path, _PERSONS, persons)
    deliver.sqlite_table(path, _JOBS, jobs)
    for table, count in (("ab01", len(units)), ("ac01", len(persons)), ("ac02", len(jobs))):
        clerk.delivered(table, count)


def _insured_firms(clerk: Clerk, workers: list[Person]) -> dict[int, int]:
    """Number of a firm in the world → its number at the insurance."""
    used = dict.fromkeys(person.employer for person in workers if person.employer is not None)
    chosen = list(used)[: clerk.world.count(30_000)]
    rest = [index for index in range(len(clerk.world.firms)) if index not in used]
    chosen += clerk.chance.sample_or_all(rest, max(0, clerk.world.count(30_000) - len(chosen)))
    return {index: 3_300_000_000_100_000 + position * 5 for position, index in enumerate(chosen)}


def _unit(clerk: Clerk, writer: Writer, key: int, firm: Firm) -> Row:
    truth = clerk.row("ab01", key)
    truth.enterprise("aab004", firm.key)
    truth.person("aab013", firm.representative.key)
    place, _ = writer.write_cut(firm.address, 100, "utf-8")
    truth.address("aae006", place)
    code = firm.credit_code if clerk.chance.hit(0.84) else None
    return (
        key,
        clerk.firm_name(firm),
        firm.registration if clerk.chance.hit(0.7) else None,
        code or clerk.chance.choice((None, "")),
        clerk.name(firm.representative),
        clerk.firm_phone(firm),
        place.text,
        _time(clerk),
    )


def _insured(clerk: Clerk, writer: Writer, key: int, person: Person) -> Row:
    truth = clerk.row("ac01", key)
    truth.person("aac003", person.key)
    place = person.registered if person.registered and clerk.chance.hit(0.35) else person.home
    text = ""
    if place and clerk.chance.hit(0.9):
        home, _ = writer.write_cut(place, 100, "utf-8")
        truth.address("aae006", home)
        text = home.text
    born = _number(person.birth) if not clerk.habits(0.01, 0.03) else clerk.chance.choice((0, None))
    name = names.spaced(clerk.name(person), clerk.chance) if clerk.habits(0.02, 0.08) else clerk.name(person)
    return (
        key,
        clerk.number(person),
        name,
        "1" if person.male else "2",
        born,
        clerk.phone(person) or None,
        text or None,
        _time(clerk),
    )


def _jobs(clerk: Clerk, key: int, person: Person, units: dict[int, int]) -> list[Row]:
    """Today's job, and now and then one that has ended."""
    jobs: list[Row] = []
    start = max(person.birth + timedelta(days=18 * 365), TODAY - timedelta(days=clerk.chance.randrange(30, 4000)))
    if person.employer in units:
        state = "1" if clerk.chance.hit(0.85) else "2"
        jobs.append((key, units[person.employer], _number(start), state, _time(clerk)))
    if clerk.chance.hit(0.25):
        earlier = start - timedelta(days=clerk.chance.randrange(100, 1500))
        jobs.append((key, clerk.chance.choice(list(units.values())), _number(earlier), "3", _time(clerk)))
    return jobs


def _number(day: date) -> int:
    return int(f"{day:%Y%m%d}")


def _time(clerk: Clerk) -> str:
    """Oracle's DATE holds the time of day."""
    return f"{clerk.moment(2000):%Y-%m-%d %H:%M:%S}"


def inspection(clerk: Clerk) -> None:
    """Three days' files; each is the whole list."""
    world = clerk.world
    writer = clerk.writer(_CASES)
    firms = clerk.chance.sample_or_all([firm for firm in world.firms if firm.staff], world.count(1_400))
    rows = [_case(clerk, writer, index, clerk.chance.choice(firms)) for index in range(world.count(2_000))]
    folder = clerk.folder / "hr_inspection"
    lost = clerk.without_key(rows, lambda row: ("", *row[1:]))
    clerk.delivered("jc", len(rows), len(lost))
    for day, part in (("18", 0.96), ("19", 0.98), ("20", 1.0)):
        kept = rows[: max(1, round(len(rows) * part))] + lost
        deliver.csv_file(folder / f"jc_202405{day}.csv", _CASE_HEADER, kept, "utf-8-sig", quote_all=day != "19")


def _case(clerk: Clerk, writer: Writer, serial: int, firm: Firm) -> Row:
    key = f"余劳监〔2024〕{serial + 101}"
    truth = clerk.row("jc", key)
    truth.enterprise("用人单位", firm.key)
    place = writer.write(firm.address, clerk.chance.choice((None, None, "site", "road")))
    truth.address("单位地址", place)
    filed = clerk.moment(900)
    closed = filed + timedelta(days=clerk.chance.randrange(5, 120))
    code = firm.credit_code if clerk.chance.hit(0.72) else ""
    workers = clerk.chance.choice((1, 2, 12, 35))
    outcome = clerk.chance.choice(("责令支付\n已履行", "调解结案", "移送公安\r\n(涉嫌犯罪)", "撤诉", ""))
    return (
        key,
        _complained(clerk, firm),
        code or "",
        place.text,
        _day(clerk, filed),
        f"{workers}人" if clerk.chance.hit(0.5) else str(workers),
        _amount(clerk, clerk.chance.choice((3500, 35_000, 128_400.5))),
        _day(clerk, closed) if clerk.chance.hit(0.8) else "",
        outcome,
    )


def _complained(clerk: Clerk, firm: Firm) -> str:
    """The firm's name as its workers say it."""
    draw = clerk.chance.random()
    if draw < 0.55:
        return clerk.firm_name(firm)
    return firm.short if draw < 0.8 else firm.sign


def _day(clerk: Clerk, day: datetime) -> str:
    return clerk.chance.choice(
        (
            f"{day.year}/{day.month}/{day.day}",
            f"{day:%Y-%m-%d}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y%m%d}",
        )
    )


def _amount(clerk: Clerk, yuan: float) -> str:
    return clerk.chance.choice((f"{yuan:,.2f}", f"{yuan / 10_000:g}万", f"{yuan:g}", f"{yuan:,.2f}元"))
