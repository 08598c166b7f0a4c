"""市场监管: the register of enterprises, and what changed in it."""

from datetime import timedelta

from tests.second_city import deliver
from tests.second_city.firms import Firm
from tests.second_city.people import TODAY
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("浙江省杭州市余杭区", 5), ("杭州市余杭区", 3), ("浙江省杭州市@", 2)),
    street=0.97,
    community=0.2,
    road=0.8,
    gate_only=0.05,
    chinese=0.01,
    bare_room=0.1,
    tails=("", "", "", "（自主申报）", "(承诺申报)"),
)
_BASE = """CREATE TABLE e_baseinfo (
    pripid varchar(36) PRIMARY KEY, uniscid varchar(18), regno varchar(15), entname varchar(200), enttype varchar(4),
    lerep varchar(50), lerep_certno varchar(20), dom varchar(300), industryphy char(1), industryco char(4),
    regcap decimal(18,6), estdate date, regstate varchar(2), s_ext_timestamp timestamp)"""
_ALTER = """CREATE TABLE e_alter (
    altid varchar(36) PRIMARY KEY, pripid varchar(36), altitem varchar(20), altbe varchar(300), altaf varchar(300),
    altdate date, s_ext_timestamp timestamp)"""
Row = tuple[object, ...]


def registry(clerk: Clerk) -> None:
    path = clerk.folder / "market_registry.db"
    writer = clerk.writer(_MANNER)
    base = [_firm(clerk, writer, firm) for firm in clerk.world.firms]
    deliver.sqlite_table(path, _BASE, base)
    changes: list[Row] = []
    for firm in clerk.world.firms:
        changes += _changes(clerk, writer, firm, len(changes))
    deliver.sqlite_table(path, _ALTER, changes)
    clerk.delivered("e_baseinfo", len(base))
    clerk.delivered("e_alter", len(changes))


def register_key(firm: Firm) -> str:
    serial = int(firm.key.rpartition("/")[2])
    return f"33018400{serial * 31 + 5:08d}{serial % 7}"


def _firm(clerk: Clerk, writer: Writer, firm: Firm) -> Row:
    key = register_key(firm)
    truth = clerk.row("e_baseinfo", key)
    truth.enterprise("entname", firm.key)
    truth.person("lerep", firm.representative.key)
    place = writer.write(firm.address)
    truth.address("dom", place)
    name = firm.name.replace("(", "（").replace(")", "）") if clerk.chance.hit(0.5) else firm.name
    moment = clerk.moment()
    return (
        key,
        firm.credit_code or clerk.chance.choice((None, "")),
        firm.registration,
        "*" if firm.sole and clerk.habits(0.05, 0.12) else name,
        firm.type_code,
        clerk.name(firm.representative),
        clerk.number(firm.representative).upper(),
        place.text,
        firm.section,
        firm.industry,
        firm.capital,
        str(firm.established),
        firm.status,
        f"{moment:%Y-%m-%d %H:%M:%S}.{clerk.chance.randrange(1000):03d}",
    )


def _changes(clerk: Clerk, writer: Writer, firm: Firm, serial: int) -> list[Row]:
    """Names before, and now and then an address or a representative before."""
    changes = []
    if firm.former_name:
        changes.append(("名称", firm.former_name, firm.name))
    if clerk.chance.hit(0.12):
        left = writer.write(clerk.chance.choice(clerk.world.city.offices))
        changes.append(("住所", left.text, writer.write(firm.address).text))
    if clerk.chance.hit(0.1):
        changes.append(("法定代表人", clerk.strangers.stranger().name, firm.representative.name))
    rows: list[Row] = []
    for index, (item, before, after) in enumerate(changes):
        day = min(TODAY, firm.established + timedelta(days=clerk.chance.randrange(60, 4000)))
        stamp = f"{clerk.moment():%Y-%m-%d %H:%M:%S}.000"
        rows.append((f"B{(serial + index) * 3 + 1000:09d}", register_key(firm), item, before, after, str(day), stamp))
    return rows
