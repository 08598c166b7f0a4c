"""住建: leases, two rows a contract."""

from datetime import timedelta

from tests.second_city import deliver
from tests.second_city.firms import Firm
from tests.second_city.people import TODAY, Person
from tests.second_city.places import Place
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Wording

_MANNER = Manner(
    prefixes=(("", 3), ("余杭区", 3), ("杭州市余杭区", 2), ("杭州市@", 2)),
    street=0.85,
    street_short=0.03,
    community=0.25,
    road=0.3,
    gate_only=0.03,
    unit=0.75,
    alias=0.05,
    former_road=0.1,
    joins=(("幢", 5), ("-", 4), ("栋", 1), ("号楼", 1)),
    bare_room=0.5,
)
_DDL = """CREATE TABLE lease (
    contract_no varchar(30), party char(1), name varchar(50), cert_no varchar(30), phone varchar(20),
    address varchar(200), area_m2 decimal(8,2), date_from date, date_to date, updated_at datetime,
    PRIMARY KEY (contract_no, party))"""
Row = tuple[object, ...]


def leases(clerk: Clerk) -> None:
    world = clerk.world
    writer = clerk.writer(_MANNER)
    tenants = [person for person in world.newcomers if not person.minor and person.home]
    rows: list[Row] = []
    for index in range(world.count(30_000)):
        tenant: Person | Firm = (
            clerk.chance.choice(world.firms) if clerk.chance.hit(0.06) else clerk.chance.choice(tenants)
        )
        place = tenant.address if isinstance(tenant, Firm) else tenant.home or world.city.homes[0]
        dwelling = writer.write(place)
        contract = f"余房租备(2024)第{index * 3 + 10_001}号"
        rows += _contract(clerk, contract, (_landlord(clerk, place), tenant), dwelling)
    deliver.sqlite_table(clerk.folder / "housing_lease.db", _DDL, rows)
    clerk.delivered("lease", len(rows))


def _landlord(clerk: Clerk, place: Place) -> Person:
    return clerk.world.owner(place) or clerk.chance.choice(clerk.world.natives)


def _contract(
    clerk: Clerk, contract: str, parties: tuple[Person | Firm, Person | Firm], dwelling: Wording
) -> list[Row]:
    start = TODAY - timedelta(days=clerk.chance.randrange(10, 1200))
    end = start + timedelta(days=clerk.chance.choice((180, 365, 730)))
    area = clerk.chance.choice((18.5, 45, 88.88, 120.25))
    stamp = f"{clerk.moment():%Y-%m-%d %H:%M:%S}"
    rows: list[Row] = []
    for side, party in zip("LT", parties, strict=True):
        truth = clerk.row("lease", f"{contract}|{side}")
        truth.address("address", dwelling)
        if isinstance(party, Firm):
            truth.enterprise("name", party.key)
            name, number, phone = (
                clerk.firm_name(party),
                party.credit_code or party.registration,
                clerk.firm_phone(party),
            )
        else:
            truth.person("name", party.key)
            name, number, phone = clerk.name(party), clerk.number(party), clerk.phone(party)
        rows.append((contract, side, name, number, phone or None, dwelling.text, area, str(start), str(end), stamp))
    return rows
