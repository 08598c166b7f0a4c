"""卫健: identity and residence; newborns have no number and often no name yet of their own."""

import uuid

from tests.second_city import deliver
from tests.second_city.people import TODAY, Person
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("浙江省杭州市余杭区", 4), ("杭州市余杭区", 2), ("余杭区", 2), ("", 2), ("浙江省杭州市@", 1)),
    street=0.92,
    street_short=0.02,
    community=0.6,
    road=0.3,
    unit=0.8,
    former_road=0.15,
    joins=(("幢", 6), ("-", 3), ("栋", 1), ("号楼", 1)),
    bare_room=0.4,
    chinese=0.02,
)
_DDL = """CREATE TABLE resident (
    rid uniqueidentifier PRIMARY KEY, name nvarchar(50), idcard nvarchar(20), sex nvarchar(4), birthday datetime,
    tel nvarchar(30), live_addr nvarchar(300), mother nvarchar(50), diag nvarchar(200), rv_time datetime)"""


def residents(clerk: Clerk) -> None:
    writer = clerk.writer(_MANNER)
    people = clerk.chance.sample_or_all(clerk.world.people, clerk.world.count(225_000))
    people += [person for person in people if clerk.habits(0.015, 0.04)]
    rows = [_resident(clerk, writer, person) for person in people]
    clerk.delivered("resident", len(rows))
    deliver.sqlite_table(clerk.folder / "health_residents.db", _DDL, rows)


def _resident(clerk: Clerk, writer: Writer, person: Person) -> tuple[object, ...]:
    key = str(uuid.UUID(int=clerk.chance.getrandbits(128))).upper()
    truth = clerk.row("resident", key)
    truth.person("name", person.key)
    newborn = (TODAY - person.birth).days < 500
    number = None if newborn or clerk.chance.hit(0.1) else clerk.number(person)
    mother = person.parents[-1] if person.parents and person.minor else None
    address = ""
    if person.home:
        home = writer.write(person.home)
        truth.address("live_addr", home)
        address = home.text
    noise = f"{clerk.chance.randrange(24):02d}:{clerk.chance.randrange(60):02d}:00"
    sex = "未知" if clerk.habits(0.01, 0.03) else "男性" if person.male else "女性"
    name = f"{mother.name}之{'子' if person.male else '女'}" if newborn and mother and clerk.chance.hit(0.3) else None
    return (
        key,
        name or clerk.name(person),
        number,
        sex,
        f"{person.birth} {noise}",
        clerk.phone(person) or None,
        address,
        clerk.name(mother) if mother and (newborn or clerk.chance.hit(0.2)) else None,
        "JB-" + clerk.chance.digits(6),
        f"{clerk.moment():%Y-%m-%d %H:%M:%S}.{clerk.chance.randrange(1000):03d}",
    )
