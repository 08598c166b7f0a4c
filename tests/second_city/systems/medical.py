"""医保: enrolment, weekly gzip'd JSON lines."""

import gzip
import json

from tests.second_city.people import Person
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("浙江省杭州市余杭区", 3), ("杭州市余杭区", 3), ("余杭区", 2), ("", 1)),
    street=0.9,
    community=0.4,
    road=0.3,
    unit=0.85,
    bare_room=0.4,
    tails=("", "", "", "", "**"),
)


def enrolment(clerk: Clerk) -> None:
    writer = clerk.writer(_MANNER)
    people = clerk.chance.sample_or_all(clerk.world.people, clerk.world.count(168_000))
    people += [person for person in people if clerk.habits(0.01, 0.03)]
    lines = [_line(clerk, writer, index, person) for index, person in enumerate(people)]
    folder = clerk.folder / "medical_enrolment"
    folder.mkdir(parents=True, exist_ok=True)
    lost = clerk.without_key(lines, lambda line: json.dumps({**json.loads(line), "psn_no": ""}))
    clerk.delivered("cb", len(lines), len(lost))
    for day, kept in (("20240512", lines[: len(lines) - len(lines) // 60]), ("20240519", lines + lost)):
        data = "\n".join(kept).encode()
        (folder / f"cb_{day}.jsonl.gz").write_bytes(gzip.compress(data, mtime=0))


def _line(clerk: Clerk, writer: Writer, serial: int, person: Person) -> str:
    key = f"3301{serial * 21 + 300_000_019:012d}"
    truth = clerk.row("cb", key)
    truth.person("psn_name", person.key)
    address = ""
    if person.home and clerk.chance.hit(0.93):
        home = writer.write(person.home)
        truth.address("addr", home)
        address = home.text
    firm = clerk.world.firms[person.employer] if person.employer is not None and clerk.chance.hit(0.7) else None
    item = {
        "psn_no": key,
        "psn_name": clerk.name(person),
        "certno": clerk.number(person) if clerk.chance.hit(0.965) else "",
        "gend": "1" if person.male else "2",
        "brdy": str(person.birth) if not clerk.habits(0.005, 0.02) else clerk.chance.choice(("", "1900-01-01")),
        "tel": clerk.phone(person),
        "addr": address,
        "emp_name": clerk.firm_name(firm) if firm else None,
    }
    if clerk.chance.hit(0.5):
        item = {name: value for name, value in item.items() if value}
    return json.dumps(item, ensure_ascii=False)
