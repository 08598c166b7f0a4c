"""Court (法院): civil and enforcement cases; their parties are taken as persons and enterprises, not as litigants."""

from connectors.source import (
    AddressMap,
    CourtCaseMap,
    Each,
    EnterpriseMap,
    PagedRest,
    PersonMap,
    PremisesLink,
    ResidenceLink,
    System,
    Table,
    Unless,
    When,
)

_NATURAL_PERSON = ("自然人",)

CASES = System(
    id="court_cases",
    department="court",
    title="审判执行管理系统",
    purpose="civil and enforcement cases by type and place; parties only as links",
    delivery=PagedRest(since="updated_after", size=500),
    trust=70,
    tables=(
        Table(
            "cases",
            key=("ah",),
            cursor="gxsj",
            records=(
                CourtCaseMap(
                    case_number="ah",
                    case_type="ajlx",
                    cause_of_action="ay",
                    filed_date="larq",
                    closed_date="jarq",
                    amount_yuan="bdje",
                ),
            ),
            each=(
                Each(
                    "dsr",
                    records=(
                        PersonMap(name="mc", certificate="zjhm", phone="lxdh", when=When("lx", _NATURAL_PERSON)),
                        EnterpriseMap(name="mc", code="zjhm", phone="lxdh", when=Unless("lx", _NATURAL_PERSON)),
                        AddressMap(text="dz"),
                    ),
                    links=(ResidenceLink(role="stated"), PremisesLink(role="stated")),
                    ignore=("ssdw",),
                ),
            ),
        ),
    ),
)
