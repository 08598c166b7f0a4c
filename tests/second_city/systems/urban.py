"""城管: shop fronts by their signs, and cases in the street."""

from datetime import datetime, timedelta

from tests.second_city import deliver
from tests.second_city.firms import Firm
from tests.second_city.people import Person
from tests.second_city.places import Level, Place
from tests.second_city.systems.clerk import NOW, Clerk
from tests.second_city.truth import RowTruth
from tests.second_city.wording import Manner, Wording, Writer

_SHOPS = Manner(
    prefixes=(("", 6), ("余杭区", 2), ("余杭", 1)),
    street=0.75,
    street_short=0.1,
    community=0.2,
    road=0.8,
    gate_only=0.2,
    wide=0.02,
    chinese=0.02,
    tails=("", "", "", "", "一楼", "沿街商铺"),
)
_STREET = Manner(
    prefixes=(("", 8), ("余杭区", 1)),
    street=0.8,
    street_short=0.05,
    community=0.2,
    road=0.4,
    gate_only=0.05,
    chinese=0.01,
    tails=("", "", "附近", "东50米", "门口", "对面", "北侧30米处"),
)
_SHOP_DDL = """CREATE TABLE shop (
    shop_id bigint PRIMARY KEY, shop_name varchar(100), operator varchar(50), phone varchar(20),
    uscc varchar(18), address varchar(200), status tinyint, update_time datetime)"""
_EVENT_DDL = """CREATE TABLE city_event (
    event_no varchar(20) PRIMARY KEY, category varchar(20), subcategory varchar(40),
    address varchar(200), reported_at datetime, closed_at datetime, update_time datetime)"""
_CATEGORIES = (
    ("市容环境", "占道经营"),
    ("市容环境", "暴露垃圾"),
    ("公用设施", "井盖破损"),
    ("街面秩序", "违规停车"),
    ("宣传广告", "非法小广告"),
    ("突发事件", "路面积水"),
)
Row = tuple[object, ...]


def management(clerk: Clerk) -> None:
    world = clerk.world
    path = clerk.folder / "urban_management.db"
    fronts = [firm for firm in world.firms if firm.address.site.kind == "shop"]
    chosen = clerk.chance.sample_or_all(fronts, world.count(13_600))
    chosen += [firm for firm in chosen if clerk.habits(0.02, 0.05)]
    writer = clerk.writer(_SHOPS)
    deliver.sqlite_table(path, _SHOP_DDL, [_shop(clerk, writer, index, firm) for index, firm in enumerate(chosen)])
    writer = clerk.writer(_STREET)
    events = [_event(clerk, writer, index) for index in range(world.count(80_000))]
    deliver.sqlite_table(path, _EVENT_DDL, events)
    clerk.delivered("shop", len(chosen))
    clerk.delivered("city_event", len(events))


def _shop(clerk: Clerk, writer: Writer, serial: int, firm: Firm) -> Row:
    key = 70_001 + serial * 2
    truth = clerk.row("shop", key)
    truth.enterprise("shop_name", firm.key)
    operator = _operator(clerk, firm)
    truth.person("operator", operator.key)
    place = writer.write(firm.address)
    truth.address("address", place)
    phone = clerk.phone(operator) if clerk.chance.hit(0.8) else clerk.firm_phone(firm)
    return (
        key,
        firm.sign if clerk.chance.hit(0.85) else clerk.firm_name(firm),
        clerk.name(operator),
        phone,
        firm.credit_code if clerk.chance.hit(0.44) else clerk.chance.choice((None, "")),
        place.text,
        int(clerk.chance.hit(0.85)),
        _time(clerk.moment()),
    )


def _operator(clerk: Clerk, firm: Firm) -> Person:
    if firm.sole or clerk.chance.hit(0.5):
        return firm.representative
    return clerk.strangers.stranger()


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _event(clerk: Clerk, writer: Writer, serial: int) -> Row:
    key = f"CG{serial + 240_500_001}"
    text = _spot(clerk, writer, clerk.row("city_event", key))
    category, kind = clerk.chance.choice(_CATEGORIES)
    reported = clerk.moment(900)
    closed = reported + timedelta(hours=clerk.chance.randrange(1, 300))
    done = _time(closed) if closed < NOW and clerk.chance.hit(0.93) else None
    return (key, category, kind, text, _time(reported), done, _time(min(closed, NOW)))


def _spot(clerk: Clerk, writer: Writer, truth: RowTruth) -> str:
    """Where it was: a crossing, a gate number, a compound, a building, a road or a community."""
    city = clerk.world.city
    draw = clerk.chance.random()
    if draw < 0.25:
        spot = _crossing(clerk)
    else:
        place: Place = clerk.chance.choice(city.homes if clerk.chance.hit(0.5) else city.shops)
        level: Level = "site" if draw < 0.8 else "building" if draw < 0.88 and place.building else "road"
        spot = writer.write(place, level if place.site.road or level != "road" else "community")
    truth.address("address", spot)
    return spot.text


def _crossing(clerk: Clerk) -> Wording:
    """Two roads in one street, in either order; the crossing is a place of its own."""
    while True:
        first = clerk.chance.choice(clerk.world.city.roads)
        second = clerk.chance.choice(clerk.world.city.roads)
        shared = sorted(set(first.streets) & set(second.streets))
        if first.name != second.name and shared and not (first.namesake or second.namesake):
            break
    street = clerk.chance.choice(shared) if clerk.chance.hit(0.7) else ""
    tail = clerk.chance.choice(("", "", "东50米", "西南角", "北侧", "往南100米"))
    words = clerk.chance.choice(("与{}交叉口", "{}交叉口", "、{}路口", "与{}口"))
    entity = "crossing/" + "+".join(sorted((first.name, second.name)))
    return Wording(f"{street}{first.name}{words.format(second.name)}{tail}", entity, "crossing", None)
