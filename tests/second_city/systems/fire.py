"""消防: one workbook a month with a title, merged cells, headers with blanks, and a total at the end."""

from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.second_city.firms import Firm
from tests.second_city.people import Person
from tests.second_city.places import Place
from tests.second_city.systems.clerk import NOW, Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("", 3), ("余杭区", 3), ("杭州市余杭区", 2), ("@", 1)),
    street=0.88,
    community=0.25,
    road=0.7,
    gate_only=0.15,
    chinese=0.02,
    wide=0.01,
    tails=("", "", "", "内"),
)
_UNITS = (
    "序号",
    "单位编号",
    "单位名称 ",
    "统一社会信用代码",
    "单位地址",
    "消防安全责任人",
    " 联系电话",
    "单位类别",
    "列管日期",
)
_ALARMS = ("警情编号", "接警时间", "地址 ", "起火场所", "死亡人数", "受伤人数", "直接财产损失")
_PREMISES = ("居民住宅", "出租房", "厂房", "仓库", "电动自行车", "商铺", "汽车", "垃圾堆")
_EXCEL_ZERO = datetime.fromisoformat("1899-12-30")
Row = list[object]


def supervision(clerk: Clerk) -> None:
    world = clerk.world
    writer = clerk.writer(_MANNER)
    firms = clerk.chance.sample_or_all([firm for firm in world.firms if firm.staff], world.count(5_000))
    firms += [clerk.chance.choice(firms) for _ in range(len(firms) // 60)]
    units = [_unit(clerk, writer, index, firm) for index, firm in enumerate(firms)]
    alarms = [_alarm(clerk, writer, index) for index in range(world.count(3_000))]
    folder = clerk.folder / "fire_supervision"
    _workbook(folder / "xfjd_202404.xlsx", units[: len(units) * 9 // 10], alarms[: len(alarms) * 9 // 10])
    lost = clerk.without_key(units, lambda row: [row[0], None, *row[2:]])
    _workbook(folder / "xfjd_202405.xlsx", units + lost, alarms)
    clerk.delivered("重点单位", len(units), len(lost))
    clerk.delivered("火灾警情", len(alarms))


def _unit(clerk: Clerk, writer: Writer, serial: int, firm: Firm) -> Row:
    key = str(33_011_000_000 + serial * 11 + 3)
    truth = clerk.row("重点单位", key)
    truth.enterprise("单位名称", firm.key)
    place = writer.write(firm.address)
    truth.address("单位地址", place)
    officer = _officer(clerk, firm)
    truth.person("消防安全责任人", officer.key)
    since = clerk.moment(4000).replace(hour=0, minute=0, second=0)
    return [
        serial + 1,
        int(key) if clerk.chance.hit(0.5) else key,
        _unit_name(clerk, firm),
        _code(clerk, firm),
        place.text,
        clerk.name(officer),
        _excel_phone(clerk, firm, officer),
        clerk.chance.choice(("一级", "二级", "三级", "九小场所")),
        _excel_day(clerk, since),
    ]


def _officer(clerk: Clerk, firm: Firm) -> Person:
    if clerk.chance.hit(0.6):
        return firm.representative
    return clerk.chance.choice(clerk.world.natives) if clerk.chance.hit(0.3) else clerk.strangers.stranger()


def _unit_name(clerk: Clerk, firm: Firm) -> str:
    draw = clerk.chance.random()
    if draw < 0.62:
        return clerk.firm_name(firm)
    return firm.sign if draw < 0.82 else firm.short


def _code(clerk: Clerk, firm: Firm) -> object:
    """85 % filled; what is all digits may have become a number in Excel."""
    if not firm.credit_code or clerk.chance.hit(0.1):
        return None
    if firm.credit_code.isdigit() and clerk.habits(0.35, 0.7):
        return clerk.chance.choice((f"{int(firm.credit_code):.5E}", float(firm.credit_code)))
    return firm.credit_code.lower() if clerk.habits(0.01, 0.05) else firm.credit_code


def _excel_phone(clerk: Clerk, firm: Firm, officer: Person) -> object:
    number = officer.phones[0] if officer.phones and clerk.chance.hit(0.6) else firm.phones[0]
    return int(number) if clerk.chance.hit(0.8) else clerk.dashed(number)


def _excel_day(clerk: Clerk, day: datetime) -> object:
    way = clerk.chance.randrange(4)
    if way == 0:
        return f"{day.year}.{day.month}.{day.day}"
    if way == 1:
        return (day - _EXCEL_ZERO).days
    return day if way == 2 else f"{day:%Y-%m-%d}"


def _alarm(clerk: Clerk, writer: Writer, serial: int) -> Row:
    key = f"HJ{serial * 3 + 2024050001}"
    place: Place = clerk.chance.choice(
        clerk.chance.choice(
            (clerk.world.city.homes, clerk.world.city.lets, clerk.world.city.shops, clerk.world.city.workshops)
        )
    )
    deep = clerk.chance.choice((place.depth, "site", "building" if place.building else "site"))
    text = writer.write(place, deep)
    clerk.row("火灾警情", key).address("地址", text)
    moment = clerk.moment(800)
    loss = clerk.chance.choice((0, 800, 3500, 12_000, 56_000.5))
    return [
        key,
        _excel_time(clerk, moment),
        text.text,
        clerk.chance.choice(_PREMISES),
        int(clerk.chance.hit(0.01)),
        int(clerk.chance.hit(0.06)),
        _loss(clerk, loss),
    ]


def _excel_time(clerk: Clerk, moment: datetime) -> object:
    way = clerk.chance.randrange(4)
    if way == 0:
        return f"{moment:%Y/%m/%d %H:%M}"
    if way == 1:
        return (moment - _EXCEL_ZERO).total_seconds() / 86_400
    return moment if way == 2 else f"{moment:%Y-%m-%d %H:%M:%S}"


def _loss(clerk: Clerk, yuan: float) -> object:
    if clerk.habits(0.15, 0.4):
        return f"{yuan / 10_000:g}万元"
    return f"{yuan:g}元" if clerk.habits(0.05, 0.2) else yuan


def _workbook(path: Path, units: list[Row], alarms: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy/m/d hh:mm"})
    book.set_properties({"created": NOW})
    _sheet(book, "重点单位", "余杭区消防安全重点单位一览表", _UNITS, units, None)
    _sheet(book, "火灾警情", "火灾警情月报（2024年）", _ALARMS, alarms, 4)
    book.add_worksheet("填表说明").write(0, 0, "本表每月五日前报送")
    book.close()


def _sheet(
    book: xlsxwriter.Workbook, name: str, title: str, header: tuple[str, ...], rows: list[Row], sums: int | None
) -> None:
    sheet = book.add_worksheet(name)
    centred = book.add_format({"align": "center", "bold": True})
    sheet.merge_range(0, 0, 0, len(header) - 1, title, centred)
    sheet.write_row(1, 0, header)
    for index, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(index, column, value)
            elif isinstance(value, str):
                sheet.write_string(index, column, value)
            elif value is not None:
                sheet.write(index, column, value)
    last = len(rows) + 2
    sheet.merge_range(last, 0, last, 2, "合计", centred)
    if sums is None:
        sheet.write(last, 3, f"共{len(rows)}家")
        return
    for column in (sums, sums + 1):
        sheet.write(last, column, sum(int(str(row[column])) for row in rows))
