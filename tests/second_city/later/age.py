"""Ages the second city: takes up what lies in its folder, changes about one row in a hundred, and delivers that."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.second_city.chance import stream
from tests.second_city.later import books, stores
from tests.second_city.later.clerk import MONTH, LaterClerk
from tests.second_city.later.desks import DESKS, Row, Table
from tests.second_city.later.ledger import Ledger
from tests.second_city.later.moments import latest_of, like
from tests.second_city.later.news import of_the_month
from tests.second_city.systems.clerk import NOW
from tests.second_city.world import build_world

_ALTERATIONS = ("market_registry", "e_alter")
STORES: Mapping[str, stores.Store] = {
    **{
        system: stores.Database(f"{system}.db")
        for system in (
            "police_hukou", "police_floating", "hr_insurance", "urban_management", "market_registry",
            "housing_lease", "land_realestate", "health_residents", "grid_platform",
        )
    },
    "court_cases": stores.Served("court_cases.json", "cases"),
    "justice_mediation": stores.Served("justice_mediation.json", "mediations"),
    "police_address": stores.Separated("police_address", "dz", "dz_%Y%m.csv", "gb18030"),
    "hr_inspection": stores.Separated("hr_inspection", "jc", "jc_%Y%m%d.csv", "utf-8-sig", True),
    "power_customers": stores.Separated("power_customers", "ydkh", "ydkh_%Y%m.csv", "gb18030"),
    "tax_register": stores.Tabbed(),
    "civil_placenames": stores.Lines("civil_placenames", "dm", "dm.jsonl"),
    "medical_enrolment": stores.Lines("medical_enrolment", "cb", "cb_%Y%m%d.jsonl.gz"),
    "ecology_sources": stores.Permits(),
    "postal_delivery": stores.Mail(),
    "water_customers": stores.Widths(),
    "telecom_subscribers": stores.Subscribers(),
    "fire_supervision": books.Fires(),
    "gas_customers": books.Gas(),
    "education_students": books.Schools(),
    "emergency_safety": books.Safety(),
}  # fmt: skip


def age(folder: Path, *, scale: float, seed: int, profile: str = "plain", night: int = 2) -> None:
    """Brings the city that `build` made in the folder on by a month, the truth with it; nights are made one by one.

    Scale, seed and profile are those that the city was built with.
    """
    news = of_the_month(build_world(seed, scale, profile), stream(seed, "later", str(night)))
    deliveries, ledger, until = folder / "deliveries", Ledger(folder / "truth"), NOW + MONTH * (night - 1)
    for system in dict.fromkeys(name for name, _ in ledger.counts):
        tables = STORES[system].read(deliveries)
        renamed: list[tuple[str, str, str]] = []
        for name in sorted(tables, reverse=True):
            table: Table = (system, name)
            chance = stream(seed, "later", str(night), *table)
            clerk = LaterClerk(table, DESKS[table], ledger, news, chance, until, renamed)
            tables[name] = clerk.amended(tables[name])
        if renamed and system == "market_registry":
            tables["e_alter"] += _alterations(tables["e_alter"], renamed, until.date(), ledger)
        STORES[system].write(deliveries, tables, until.date())
    ledger.write()


def _alterations(rows: list[Row], renamed: list[tuple[str, str, str]], day: date, ledger: Ledger) -> list[Row]:
    """The register writes down every change of name."""
    latest, example = latest_of(row["s_ext_timestamp"] for row in rows)
    ledger.counted(_ALTERATIONS, len(rows) + len(renamed))
    return [
        {
            "altid": f"C{day:%Y%m}{number:07d}",
            "pripid": key,
            "altitem": "名称",
            "altbe": before,
            "altaf": after,
            "altdate": str(day),
            "s_ext_timestamp": like(example, latest),
        }
        for number, (key, before, after) in enumerate(renamed)
    ]
