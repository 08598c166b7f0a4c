"""供电, 水务, 燃气: customers, who need not live there any more."""

from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.second_city import deliver
from tests.second_city.firms import Firm
from tests.second_city.people import Person
from tests.second_city.places import Level, Place
from tests.second_city.systems.clerk import NOW, Clerk
from tests.second_city.wording import Manner, Piece, Writer

_POWER = Manner(
    prefixes=(("", 3), ("余杭区", 3), ("浙江省杭州市余杭区", 2), ("杭州余杭区", 1)),
    street=0.9,
    community=0.3,
    road=0.5,
    unit=0.85,
    alias=0.5,
    former_road=0.3,
    joins=(("幢", 3), ("#", 3), ("#楼", 3), ("-", 2)),
    bare_room=0.6,
)
_WATER = Manner(
    prefixes=(("", 4), ("余杭区", 2), ("杭州市余杭区", 1), ("浙江省杭州市余杭区", 3)),
    street=0.9,
    street_short=0.1,
    community=0.5,
    road=0.6,
    alias=0.1,
    former_road=0.3,
    joins=(("幢", 5), ("-", 5)),
    bare_room=0.7,
)
_GAS = Manner(
    prefixes=(("", 6), ("余杭区", 1)),
    street=0.6,
    street_short=0.1,
    community=0.15,
    road=0.2,
    unit=0.9,
    joins=(("幢", 4), ("-", 6)),
    bare_room=0.8,
)
_POWER_HEADER = ("户号", "户名", "证件号码", "用电地址", "电话", "用电类别", "状态", "用电量")
_GAS_HEADER = ("用户号", "户名", "用气地址", "手机", "最近安检")


class CommaWriter(Writer):
    """Puts a comma between the street's part and the house's part now and then."""

    def pieces(self, place: Place, depth: Level) -> list[Piece]:
        found = super().pieces(place, depth)
        if len(found) > 2 and self.chance.hit(0.08):
            found.insert(len(found) - 1, Piece(",", "district"))
        return found


def _holder(clerk: Clerk, place: Place) -> Person:
    """The owner of today, or somebody who had the dwelling before."""
    owner = clerk.world.owner(place)
    return owner if owner and not clerk.chance.hit(0.25) else clerk.chance.choice(clerk.world.natives)


def _homes(clerk: Clerk, count: int) -> list[Place]:
    return clerk.chance.sample_or_all([*clerk.world.city.homes, *clerk.world.city.shops], count)


def power(clerk: Clerk) -> None:
    world = clerk.world
    writer = CommaWriter(_POWER, clerk.chance)
    rows = [
        _meter(clerk, writer, index, place, _holder(clerk, place))
        for index, place in enumerate(_homes(clerk, world.count(167_000)))
    ]
    for firm in clerk.chance.sample_or_all(world.firms, world.count(3_000)):
        rows.append(_meter(clerk, writer, len(rows), firm.address, firm))
    folder = clerk.folder / "power_customers"
    earlier = rows[: len(rows) - len(rows) // 80]
    deliver.csv_file(folder / "ydkh_202404.csv", _POWER_HEADER, earlier, "gb18030", quote_all=False)
    lost = clerk.without_key(rows, lambda row: ("", *row[1:]))
    deliver.csv_file(folder / "ydkh_202405.csv", _POWER_HEADER, rows + lost, "gb18030", quote_all=False)
    clerk.delivered("ydkh", len(rows), len(lost))


def _meter(clerk: Clerk, writer: Writer, serial: int, place: Place, holder: Person | Firm) -> tuple[str, ...]:
    key = f"33{serial * 3 + 10_000_007:08d}"
    truth = clerk.row("ydkh", key)
    text = writer.write(place)
    truth.address("用电地址", text)
    firm = isinstance(holder, Firm)
    (truth.enterprise if firm else truth.person)("户名", holder.key)
    number = (holder.credit_code or holder.registration) if isinstance(holder, Firm) else clerk.number(holder)
    return (
        key,
        clerk.firm_name(holder).strip() if isinstance(holder, Firm) else clerk.name(holder),
        "*" * (len(number) - 4) + number[-4:].upper() if clerk.chance.hit(0.9) else "",
        text.text,
        clerk.firm_phone(holder) if isinstance(holder, Firm) else clerk.phone(holder),
        "非居民" if firm else "居民",
        clerk.chance.choice(("正常用电", "正常用电", "已销户", "停电")),
        f"{clerk.chance.randrange(9000)}",
    )


def water(clerk: Clerk) -> None:
    """Fixed width in bytes: an address cut inside a character leaves half of it before the telephone."""
    writer = clerk.writer(_WATER)
    lines = []
    for index, place in enumerate(_homes(clerk, clerk.world.count(110_000))):
        key = f"S{index * 7 + 50_003:09d}"
        holder = _holder(clerk, place)
        truth = clerk.row("ysh", key)
        truth.person("户名", holder.key)
        text, raw = writer.write_cut(place, 80, "gb18030")
        truth.address("地址", text)
        name = clerk.name(holder).encode("gb18030")[:40]
        state = b"1" if clerk.chance.hit(0.93) else b"0"
        phone = clerk.phone(holder).encode()
        bore = clerk.chance.choice((b"DN15", b"DN20"))
        lines.append(key.encode().ljust(12) + name.ljust(40) + raw.ljust(80) + phone.ljust(16) + bore.ljust(6) + state)
    lost = clerk.without_key(lines, lambda line: b" " * 12 + line[12:])
    clerk.delivered("ysh", len(lines), len(lost))
    lines += lost
    path = clerk.folder / "water_customers" / "ysh.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    end = b"\r\n" if clerk.habits.rough else b"\n"
    path.write_bytes(end.join(lines) + end)


def gas(clerk: Clerk) -> None:
    writer = clerk.writer(_GAS)
    rows: list[list[object]] = []
    places = [place for place in clerk.world.city.homes if place.site.kind == "compound"]
    for index, place in enumerate(clerk.chance.sample_or_all(places, clerk.world.count(60_000))):
        key = str(900_000_013 + index * 11)
        holder = _holder(clerk, place)
        truth = clerk.row("rq", key)
        truth.person("户名", holder.key)
        text = writer.write(place)
        truth.address("用气地址", text)
        phone = clerk.phone(holder)
        inspected = clerk.moment(900).replace(hour=0, minute=0, second=0)
        rows.append(
            [
                int(key) if clerk.chance.hit(0.4) else key,
                clerk.name(holder),
                text.text,
                int(phone) if phone.isdigit() and phone[0] != "0" and clerk.chance.hit(0.5) else phone or None,
                inspected if clerk.chance.hit(0.7) else f"{inspected:%Y-%m-%d}",
            ]
        )
    lost = clerk.without_key(rows, lambda row: [None, *row[1:]])
    clerk.delivered("rq", len(rows), len(lost))
    _sheets(clerk.folder / "gas_customers" / "rq.xlsx", rows + lost)


def _sheets(path: Path, rows: list[list[object]]) -> None:
    """Sheets of 50,000 rows, or at least three."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": NOW})
    size = min(50_000, len(rows) // 3 + 1)
    for start in range(0, len(rows), size):
        sheet = book.add_worksheet(f"燃气用户{start // size + 1}")
        sheet.write_row(0, 0, _GAS_HEADER)
        for line, row in enumerate(rows[start : start + size], 1):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(line, column, value)
                elif isinstance(value, str):
                    sheet.write_string(line, column, value)
                elif value is not None:
                    sheet.write(line, column, value)
    book.close()
