"""税务: weekly tab-separated files without quoting."""

from tests.second_city.firms import Firm
from tests.second_city.systems.clerk import Clerk
from tests.second_city.vocabulary import words
from tests.second_city.wording import Manner, Writer

_MANNER = Manner(
    prefixes=(("浙江省杭州市余杭区", 3), ("杭州市余杭区", 3), ("余杭区", 2), ("", 1)),
    street=0.9,
    community=0.15,
    road=0.75,
    gate_only=0.08,
    former_road=0.3,
    bare_room=0.3,
)
_HEADER = list(words("djxh nsrsbh nsrmc fddbrxm fddbrsfzh zcdz scjydz lxdh nsrzt djrq nse"))


def register(clerk: Clerk) -> None:
    """Two weeks; the later file counts.  A name may hold quotation marks, which mean nothing here."""
    writer = clerk.writer(_MANNER)
    firms = clerk.chance.sample_or_all(clerk.world.firms, clerk.world.count(70_000))
    lines = [_line(clerk, writer, index, firm) for index, firm in enumerate(firms)]
    folder = clerk.folder / "tax_register"
    folder.mkdir(parents=True, exist_ok=True)
    lost = clerk.without_key(lines, lambda line: ["", *line[1:]])
    clerk.delivered("swdj", len(lines), len(lost))
    for day, kept in (("20240513", lines[: len(lines) - len(lines) // 50]), ("20240520", lines + lost)):
        text = "".join("\t".join(fields) + "\n" for fields in [_HEADER, *kept])
        (folder / f"swdj_{day}.tsv").write_bytes(text.encode())


def _line(clerk: Clerk, writer: Writer, serial: int, firm: Firm) -> list[str]:
    key = f"1011330100{serial * 9 + 40_007:010d}"
    truth = clerk.row("swdj", key)
    truth.enterprise("nsrmc", firm.key)
    truth.person("fddbrxm", firm.representative.key)
    registered = writer.write(firm.address)
    truth.address("zcdz", registered)
    works = registered
    if clerk.chance.hit(0.4):
        elsewhere = clerk.chance.choice(clerk.world.city.workshops) if clerk.chance.hit(0.3) else firm.address
        works = writer.write(elsewhere)
    truth.address("scjydz", works)
    old = not firm.credit_code or clerk.habits(0.04, 0.1)
    name = clerk.firm_name(firm).strip()
    return [
        key,
        f"330184{firm.organization}" if old else firm.tax_number,
        f'"{name}"' if clerk.habits(0.002, 0.01) else name,
        clerk.name(firm.representative),
        clerk.number(firm.representative),
        registered.text,
        works.text,
        clerk.firm_phone(firm),
        {"1": "03", "2": "05"}.get(firm.status, "07"),
        clerk.chance.choice((str(firm.established), f"{firm.established:%Y%m%d}", f"{firm.established} 00:00:00")),
        f"{clerk.chance.randrange(10**6)}.88",
    ]
