"""法院: cases with their parties, served by a REST service from one file."""

import json
from datetime import timedelta

from tests.second_city import vocabulary as v
from tests.second_city.elsewhere import write_outside
from tests.second_city.firms import Firm
from tests.second_city.people import Person
from tests.second_city.systems.clerk import NOW, Clerk
from tests.second_city.truth import RowTruth
from tests.second_city.wording import Manner, Wording, Writer

_MANNER = Manner(
    prefixes=(("浙江省杭州市余杭区", 4), ("杭州市余杭区", 3), ("余杭区", 2), ("杭州市@", 2), ("", 1)),
    street=0.9,
    community=0.4,
    road=0.4,
    gate_only=0.03,
    unit=0.85,
    chinese=0.02,
    bare_room=0.2,
)
Item = dict[str, object]


def cases(clerk: Clerk) -> None:
    world = clerk.world
    writer = clerk.writer(_MANNER)
    people = [person for person in world.people if not person.minor]
    litigants = clerk.chance.sample_or_all(people, world.count(26_000))
    firms = clerk.chance.sample_or_all(world.firms, world.count(4_000))
    items = [_case(clerk, writer, index, litigants, firms) for index in range(world.count(30_000))]
    items.sort(key=lambda item: str(item["gxsj"]))
    clerk.delivered("cases", len(items))
    path = clerk.folder / "court_cases.json"
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")


def _case(clerk: Clerk, writer: Writer, serial: int, litigants: list[Person], firms: list[Firm]) -> Item:
    enforcement = clerk.chance.hit(0.3)
    filed = NOW - timedelta(days=clerk.chance.randrange(10, 2400))
    court = "0113" if filed.year > 2021 and clerk.chance.hit(0.4) else "0110"
    left, right = ("(", ")") if clerk.chance.hit(0.6) else ("（", "）")
    number = f"{left}{filed.year}{right}浙{court}{'执' if enforcement else '民初'}{serial + 17}号"
    closed = filed + timedelta(days=clerk.chance.randrange(5, 300))
    sides = ("申请人", "被执行人") if enforcement else ("原告", "被告")
    truth = clerk.row("cases", number)
    parties = []
    for index in range(clerk.chance.choices((1, 2, 3), (48, 42, 10))[0]):
        side = sides[min(index, 1)]
        if clerk.chance.hit(0.18):
            parties.append(_firm_party(clerk, writer, truth, f"dsr[{index}]", side, clerk.chance.choice(firms)))
        else:
            person = clerk.strangers.stranger() if clerk.chance.hit(0.15) else clerk.chance.choice(litigants)
            parties.append(_person_party(clerk, writer, truth, f"dsr[{index}]", side, person))
    changed = max(filed, NOW - timedelta(seconds=clerk.chance.randrange(100, 86_400 * 900)))
    fraction = f".{clerk.chance.randrange(1, 1000):03d}" if clerk.chance.hit(0.3) else ""
    return {
        "ah": number,
        "ajlx": "执行" if enforcement else "民事",
        "ay": clerk.chance.choice(v.COURT_CAUSES),
        "larq": f"{filed:%Y-%m-%d}",
        "jarq": f"{closed:%Y-%m-%d}" if closed < NOW else None,
        "bdje": clerk.chance.choice((None, 0, 5000, 12_345.67, 250_000, 1_000_000.5)),
        "dsr": parties,
        "gxsj": f"{changed:%Y-%m-%dT%H:%M:%S}{fraction}+08:00",
    }


def _person_party(clerk: Clerk, writer: Writer, truth: RowTruth, field: str, side: str, person: Person) -> Item:
    truth.person(field, person.key)
    home = _home(clerk, writer, person)
    truth.address(field, home)
    certificate = clerk.number(person) if clerk.chance.hit(0.7) else None
    phone = clerk.phone(person) if clerk.chance.hit(0.75) else None
    return _without_empty(
        clerk,
        {"ssdw": side, "lx": "自然人", "mc": clerk.name(person), "zjhm": certificate, "dz": home.text, "lxdh": phone},
    )


def _home(clerk: Clerk, writer: Writer, person: Person) -> Wording:
    nothing = Wording("", "", "outside", None)
    if clerk.chance.hit(0.06):
        return nothing
    if person.origin and (person.home is None or clerk.chance.hit(0.4)):
        return write_outside(person.origin, clerk.chance)
    place = person.registered if person.registered and clerk.chance.hit(0.5) else person.home
    return writer.write(place) if place else nothing


def _firm_party(clerk: Clerk, writer: Writer, truth: RowTruth, field: str, side: str, firm: Firm) -> Item:
    truth.enterprise(field, firm.key)
    office = writer.write(firm.address)
    truth.address(field, office)
    code = (firm.credit_code or firm.registration) if clerk.chance.hit(0.7) else None
    return _without_empty(
        clerk,
        {
            "ssdw": side,
            "lx": "法人",
            "mc": clerk.firm_name(firm),
            "zjhm": code,
            "dz": office.text,
            "lxdh": clerk.firm_phone(firm),
        },
    )


def _without_empty(clerk: Clerk, party: Item) -> Item:
    """What is not known is null, an empty string, or not there at all."""
    way = clerk.chance.randrange(3)
    if way == 0:
        return {name: value or None for name, value in party.items()}
    if way == 1:
        return {name: value or "" for name, value in party.items()}
    return {name: value for name, value in party.items() if value}
