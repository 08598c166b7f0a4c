"""综治: grids, visits typed on a phone, and incidents; times carry their zone."""

from datetime import datetime, timedelta

from tests.second_city import deliver, names
from tests.second_city.people import Person
from tests.second_city.places import Level
from tests.second_city.systems.clerk import NOW, Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("", 8), ("余杭区", 1)),
    street=0.6,
    street_short=0.1,
    community=0.6,
    road=0.2,
    unit=0.6,
    alias=0.05,
    former_road=0.1,
    joins=(("幢", 4), ("-", 6), ("栋", 1), ("#", 1)),
    bare_room=0.8,
    wide=0.01,
)
_GRIDS = """CREATE TABLE grid (
    grid_code varchar(20) PRIMARY KEY, street varchar(40), community varchar(40), grid_name varchar(60),
    workers integer, updated_at timestamptz)"""
_VISITS = """CREATE TABLE visit_person (
    vid bigint PRIMARY KEY, grid_code varchar(20), name varchar(50), id_no varchar(18), mobile varchar(20),
    address varchar(200), updated_at timestamptz)"""
_INCIDENTS = """CREATE TABLE incident (
    incident_no varchar(24) PRIMARY KEY, category varchar(40), grid_code varchar(20), address varchar(200),
    reported_at timestamptz, closed_at timestamptz, level varchar(10), updated_at timestamptz)"""
_CATEGORIES = ("消防隐患", "治安隐患", "矛盾纠纷", "环境卫生", "安全生产")
Row = tuple[object, ...]


def platform(clerk: Clerk) -> None:
    world = clerk.world
    path = clerk.folder / "grid_platform.db"
    grids: dict[str, list[str]] = {}
    rows: list[Row] = []
    each = max(1, round(world.count(1_500) / len(world.city.communities)))
    for community in world.city.communities:
        for index in range(each):
            code = f"{community.code}{index + 1:03d}"
            grids.setdefault(community.name, []).append(code)
            name = f"{community.name}第{index + 1}网格"
            rows.append((code, community.street, community.name, name, clerk.chance.randrange(1, 5), _zoned(clerk)))
    deliver.sqlite_table(path, _GRIDS, rows)
    writer = clerk.writer(_MANNER)
    people = [person for person in world.people if person.home]
    visited = clerk.chance.sample_or_all(people, world.count(78_000))
    visited += [person for person in visited if clerk.habits(0.02, 0.05)]
    deliver.sqlite_table(
        path, _VISITS, [_visit(clerk, writer, index, person, grids) for index, person in enumerate(visited)]
    )
    incidents = [_incident(clerk, writer, index, grids) for index in range(world.count(120_000))]
    deliver.sqlite_table(path, _INCIDENTS, incidents)
    for table, count in (("grid", len(rows)), ("visit_person", len(visited)), ("incident", len(incidents))):
        clerk.delivered(table, count)


def _zoned(clerk: Clerk, moment: datetime | None = None) -> str:
    """Shanghai time with its offset; in the rough city UTC."""
    moment = moment or clerk.moment()
    if clerk.habits.rough:
        return f"{moment - timedelta(hours=8):%Y-%m-%d %H:%M:%S.%f}+00:00"
    return f"{moment:%Y-%m-%d %H:%M:%S}+08:00"


def _visit(clerk: Clerk, writer: Writer, serial: int, person: Person, grids: dict[str, list[str]]) -> Row:
    key = 6_000_011 + serial * 2
    truth = clerk.row("visit_person", key)
    truth.person("name", person.key)
    place = person.home or clerk.world.city.homes[0]
    home = writer.write(place)
    truth.address("address", home)
    name = clerk.name(person)
    return (
        key,
        clerk.chance.choice(grids[place.site.community.name]),
        names.mistype(name, clerk.chance) if clerk.habits(0.05, 0.12) else name,
        clerk.number(person) if clerk.chance.hit(0.55) else clerk.chance.choice((None, "")),
        clerk.phone(person) or None,
        home.text,
        _zoned(clerk),
    )


def _incident(clerk: Clerk, writer: Writer, serial: int, grids: dict[str, list[str]]) -> Row:
    key = f"ZZ{serial * 2 + 202_405_000_001}"
    city = clerk.world.city
    place = clerk.chance.choice(clerk.chance.choice((city.homes, city.lets, city.shops, city.workshops)))
    deep: Level = clerk.chance.choice((place.depth, "site", "site", "building" if place.building else "site"))
    spot = writer.write(place, deep)
    clerk.row("incident", key).address("address", spot)
    begun = clerk.moment(700)
    ended = begun + timedelta(hours=clerk.chance.randrange(1, 400))
    return (
        key,
        clerk.chance.choice(_CATEGORIES),
        clerk.chance.choice(grids[place.site.community.name]) if clerk.chance.hit(0.95) else None,
        spot.text,
        _zoned(clerk, begun),
        _zoned(clerk, ended) if ended < NOW else None,
        clerk.chance.choice(("村社", "镇街", "区级")),
        _zoned(clerk, min(ended, NOW)),
    )
