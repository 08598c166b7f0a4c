"""规划和自然资源: dwellings and their owners."""

from tests.second_city import deliver
from tests.second_city.places import Place
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("余杭区", 6), ("杭州市余杭区", 2), ("@", 2), ("", 1)),
    street=0.95,
    community=0.15,
    road=0.55,
    gate_only=0.02,
    unit=0.92,
    former_road=0.25,
    joins=(("幢", 9), ("号楼", 1)),
    bare_room=0.05,
)
_UNITS = """CREATE TABLE bdc_fw (
    bdcdyh char(28) PRIMARY KEY, zl varchar(200), mj decimal(10,2), ghyt varchar(20), djsj timestamp, zt char(1))"""
_OWNERS = """CREATE TABLE bdc_qlr (
    qlrbh varchar(20) PRIMARY KEY, bdcdyh char(28), qlrmc varchar(100), zjh varchar(30), dh varchar(20),
    djsj timestamp)"""
Row = tuple[object, ...]


def realestate(clerk: Clerk) -> None:
    """Units of today and a few of the past that describe the same dwelling."""
    world = clerk.world
    path = clerk.folder / "land_realestate.db"
    writer = clerk.writer(_MANNER)
    built = [*world.city.homes, *world.city.offices, *world.city.workshops, *world.city.shops]
    chosen = clerk.chance.sample_or_all(built, world.count(255_000))
    units: list[Row] = []
    owners: list[Row] = []
    for place in chosen:
        number = _unit(clerk, writer, units, place, "1")
        if clerk.habits(0.02, 0.04):
            _unit(clerk, writer, units, place, "0")
        if place.site.kind in ("compound", "house") and clerk.chance.hit(0.55):
            owners += _owners(clerk, number, place, len(owners))
        elif clerk.chance.hit(0.25):
            owners.append(_company(clerk, number, len(owners)))
    deliver.sqlite_table(path, _UNITS, units)
    deliver.sqlite_table(path, _OWNERS, owners)
    clerk.delivered("bdc_fw", len(units))
    clerk.delivered("bdc_qlr", len(owners))


def _unit(clerk: Clerk, writer: Writer, units: list[Row], place: Place, state: str) -> str:
    number = f"330110{len(units) * 17 + 3:06d}GB{len(units) % 90_000 + 10_000:05d}F{len(units) * 7 + 11:08d}"
    text = writer.write(place)
    clerk.row("bdc_fw", number).address("zl", text)
    area = clerk.chance.choice((42.5, 88.13, 105, 139.9, 1200.04))
    usage = {"compound": "住宅", "house": "农村宅基地", "park": "工业", "shop": "商业"}.get(place.site.kind, "办公")
    units.append((number, text.text, area, usage, _stamp(clerk), state))
    return number


def _stamp(clerk: Clerk) -> str:
    return f"{clerk.moment(5000):%Y-%m-%d %H:%M:%S}"


def _owners(clerk: Clerk, number: str, place: Place, serial: int) -> list[Row]:
    """One owner, or a couple."""
    first = clerk.world.owner(place) or clerk.chance.choice(clerk.world.natives)
    people = [first]
    if clerk.chance.hit(0.35):
        people += [
            person
            for person in clerk.world.residents.get(place.full_key, [])
            if person is not first and person.household == first.household
        ][:1]
    rows: list[Row] = []
    for index, person in enumerate(people):
        key = f"QLR{(serial + index) * 4 + 9_001:010d}"
        clerk.row("bdc_qlr", key).person("qlrmc", person.key)
        phone = clerk.phone(person) if clerk.chance.hit(0.8) else None
        rows.append((key, number, clerk.name(person), clerk.number(person), phone or None, _stamp(clerk)))
    return rows


def _company(clerk: Clerk, number: str, serial: int) -> Row:
    firm = clerk.chance.choice(clerk.world.firms)
    key = f"QLR{serial * 4 + 9_001:010d}"
    clerk.row("bdc_qlr", key).enterprise("qlrmc", firm.key)
    code = firm.credit_code or firm.organization
    return (key, number, clerk.firm_name(firm).strip(), code, clerk.firm_phone(firm), _stamp(clerk))
