"""应急: supervised enterprises and accidents as XML, one month in GBK and the next in UTF-8."""

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.second_city.firms import Firm
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("", 2), ("余杭区", 3), ("杭州市余杭区", 3), ("浙江省杭州市余杭区", 1)),
    street=0.9,
    community=0.25,
    road=0.75,
    gate_only=0.1,
    former_road=0.2,
)
Element = tuple[str, dict[str, str], dict[str, str]]


def safety(clerk: Clerk) -> None:
    world = clerk.world
    writer = clerk.writer(_MANNER)
    firms = clerk.chance.sample_or_all([firm for firm in world.firms if not firm.sole], world.count(5_000))
    items = [_enterprise(clerk, writer, index, firm) for index, firm in enumerate(firms)]
    accidents = [_accident(clerk, writer, index, clerk.chance.choice(firms)) for index in range(world.count(500))]
    folder = clerk.folder / "emergency_safety"
    last = len(items) - len(items) // 25
    _document(folder / "aq_202404.xml", "GBK", items[:last] + accidents[: len(accidents) // 2], nested=False)
    lost = clerk.without_key(items, lambda item: (item[0], {}, item[2]))
    _document(folder / "aq_202405.xml", "UTF-8", items + lost + accidents, nested=clerk.habits.rough)
    clerk.delivered("enterprise", len(items), len(lost))
    clerk.delivered("accident", len(accidents))


def _enterprise(clerk: Clerk, writer: Writer, serial: int, firm: Firm) -> Element:
    key = f"AQ{serial * 3 + 2001}"
    truth = clerk.row("enterprise", key)
    truth.enterprise("name", firm.key)
    place = writer.write(firm.address)
    truth.address("address", place)
    contact = firm.representative if clerk.chance.hit(0.5) else clerk.strangers.stranger()
    truth.person("contact", contact.key)
    fields = {
        "name": clerk.firm_name(firm) if clerk.chance.hit(0.85) else firm.short,
        "uscc": (firm.credit_code or "") if clerk.chance.hit(0.95) else "",
        "address": place.text,
        "contact": clerk.name(contact),
        "phone": clerk.phone(contact) if clerk.chance.hit(0.7) else clerk.firm_phone(firm),
        "risk": clerk.chance.choice("ABCD"),
    }
    return ("enterprise", {"id": key}, fields)


def _accident(clerk: Clerk, writer: Writer, serial: int, firm: Firm) -> Element:
    key = f"SG2024-{serial + 1:04d}"
    truth = clerk.row("accident", key)
    truth.enterprise("unit", firm.key)
    place = writer.write(firm.address, clerk.chance.choice((None, "site")))
    truth.address("address", place)
    fields = {
        "time": f"{clerk.moment(700):%Y-%m-%dT%H:%M:%S}",
        "unit": firm.short if clerk.chance.hit(0.3) else clerk.firm_name(firm),
        "uscc": (firm.credit_code or "") if clerk.chance.hit(0.6) else "",
        "address": place.text,
        "kind": clerk.chance.choice(("机械伤害", "高处坠落", "触电", "车辆伤害")),
        "dead": str(int(clerk.chance.hit(0.1))),
        "injured": str(clerk.chance.randrange(3)),
    }
    return ("accident", {"no": key}, fields)


def _document(path: Path, encoding: str, elements: list[Element], nested: bool) -> None:
    """Names that GBK cannot hold become character references, as XML has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    groups: dict[str, list[str]] = {}
    for tag, attributes, fields in elements:
        inner = "".join(f"<{name}>{escape(text)}</{name}>" if text else f"<{name}/>" for name, text in fields.items())
        marks = "".join(f" {name}={quoteattr(text)}" for name, text in attributes.items())
        groups.setdefault(tag, []).append(f"<{tag}{marks}>{inner}</{tag}>")
    parts = ["\n".join(lines) for lines in groups.values()]
    if nested:
        parts = [f"<{tag}s>\n{part}\n</{tag}s>" for tag, part in zip(groups, parts, strict=True)]
    body = f'<?xml version="1.0" encoding="{encoding}"?>\n<aq>\n' + "\n".join(parts) + "\n</aq>\n"
    path.write_bytes(body.encode(encoding, errors="xmlcharrefreplace"))
