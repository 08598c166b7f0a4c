"""The enterprise model: which records of enterprises and sole traders speak of one.

**Branches** have a name that begins with their parent's and a credit code of their own: a branch and its parent, or two
branches, are never linked by name.  **Signs** over a door ('老王烧烤') are not registered names: they are compared by
what the name contains, and where they say nothing, operator, telephone and premises may still tell.

**The owner problem.**  One owner's several firms share telephone, premises and representative.  These comparisons are
one dependence, of which only the strongest counts in full, and two registered names must agree for a link by weight.

The declared m and u are rounded from what registers of this kind are known to do.
"""

from matching.blocking import BlockingRule
from matching.comparison import Comparison, Level
from matching.conditions import Known, Near, OneKnown, Same
from matching.model import Dependence, Exclusion, LinkageModel, Thresholds, Uniqueness
from matching.models.enterprise_features import FEATURES
from matching.models.name_likeness import ALIKE, NAME
from matching.models.registers import ONE_ENTRY
from matching.similarity import CONTAINED, EDIT_SIMILARITY, EDITS
from schema.linkage import Kind

_SAME_NUMBER = Same("credit_code") | Same("organization_code") | Same("registration_number")
_ONE_STEP = Near("any_code", EDITS, -1)
_LINES_AGREE = ~Known("business") | Near("business", CONTAINED, 1)
_REGIONS_AGREE = ~Known("region_key") | Near("region_key", CONTAINED, 1)
_FORMS_AGREE = ~Known("company_form") | Same("company_form")
_TYPED = Same("trade_name") & Near("local_name", EDIT_SIMILARITY, 0.8)
_ALIKE = Near("local_name", NAME, ALIKE) | (Near("trade_name", NAME, ALIKE) & _LINES_AGREE)
_SHORT, _SAME_CORE, _A_SIGN = Same("short_names"), Same("core_name"), OneKnown("is_sign")
_SAME_TRADE_NAME = (_SHORT | Same("trade_name")) & (_LINES_AGREE | _A_SIGN)
_NAMES_AGREE = Same("all_names") | _SAME_TRADE_NAME | _TYPED | _ALIKE
"""One character of a trade name makes another firm, often of the same owner: 宏达机械 is not 宏远机械, nor 宏达贸易."""

NUMBER = Comparison(
    "number",
    (
        Level("same credit code", Same("credit_code"), m=0.60, u=1e-8),
        Level("same organisation code", Same("organization_code"), m=0.10, u=1e-7),
        Level("same registration number", Same("registration_number"), m=0.10, u=1e-7),
        Level("one step from a code", _ONE_STEP, m=0.05, u=1e-6),
    ),
    else_m=0.10,
    else_u=0.999,
    present=Known("any_code") | Known("organization_code") | Known("registration_number"),
)

NAME_OF_FIRM = Comparison(
    "name",
    (
        Level("same registered name", Same("registered_name"), m=0.90, u=1e-7),
        Level("same but for the region", Same("local_name") & _REGIONS_AGREE, 0.90, 1e-6, "local_name"),
        Level("same as a former name", Same("all_names") & _REGIONS_AGREE, 0.90, 1e-6, "all_names"),
        Level("same but for the form", _SAME_CORE & _REGIONS_AGREE & _FORMS_AGREE, 0.90, 1e-6, "core_name"),
        Level("short for the other", _SHORT & _LINES_AGREE & _REGIONS_AGREE & _FORMS_AGREE, 0.80, 1e-5, "short_names"),
        Level("some characters behind the trade name differ", _TYPED, m=0.05, u=1e-4),
        Level("one character looks or sounds alike", _ALIKE, m=0.05, u=1e-4),
        Level("same trade name", _SAME_TRADE_NAME, m=0.05, u=1e-3),
        Level("a sign that the name contains", _A_SIGN & Near("local_name", CONTAINED, 2), m=0.30, u=3e-4),
        Level("a sign beside a name", _A_SIGN & Known("local_name"), m=0.25, u=0.98),
    ),
    else_m=0.02,
    else_u=0.99,
    present=Known("local_name"),
)
"""A registered name is registered once in its region (企业名称登记管理规定), so that nearly no two firms share one."""

BRANCH = Comparison(
    "branch",
    (
        Level("same", Same("branch"), m=0.95, u=0.80),
        Level("a sign names a place", _A_SIGN, m=0.04, u=0.10),
    ),
    else_m=0.001,
    else_u=0.10,
    present=Known("branch"),
)

REPRESENTATIVE = Comparison(
    "representative",
    (
        Level("same person", Same("legal_representative_ids"), m=0.50, u=1e-6, frequency="legal_representative_ids"),
        Level("same name", Same("representative"), m=0.80, u=1e-6, frequency="representative"),
        Level("name alike", Near("representative", NAME, ALIKE), m=0.05, u=1e-3),
    ),
    else_m=0.15,
    else_u=0.999,
    present=Known("representative") | Known("legal_representative_ids"),
)

PHONE = Comparison(
    "phone",
    (Level("shared", Same("enterprise_phones"), m=0.50, u=1e-6, frequency="enterprise_phones"),),
    else_m=0.50,
    else_u=0.999,
    present=Known("enterprise_phones"),
)

PREMISES = Comparison(
    "premises",
    (
        Level("same place", Same("address_ids"), m=0.50, u=1e-6, frequency="address_ids"),
        Level("same building", Same("building_ids"), m=0.15, u=1e-5, frequency="building_ids"),
    ),
    else_m=0.35,
    else_u=0.99,
    present=Known("address_ids"),
)

ESTABLISHED = Comparison(
    "established",
    (Level("same day", Same("established_date"), m=0.90, u=2e-4),),
    else_m=0.10,
    else_u=0.999,
    present=Known("established_date"),
)

RULES = (
    BlockingRule("credit code and name", ("credit_code", "local_name"), chain=True),
    BlockingRule("credit code", ("credit_code",), cap=100),
    BlockingRule("organisation code", ("organization_code",), cap=100),
    BlockingRule("registration number", ("registration_number",), cap=100),
    BlockingRule("registered name", ("registered_name",), cap=100, narrower=("representative",)),
    BlockingRule("name", ("all_names",), cap=60, narrower=("representative",)),
    BlockingRule("short name", ("short_names",), cap=20, narrower=("building_ids",)),
    BlockingRule("name and representative", ("trade_name", "representative"), cap=60),
    BlockingRule("name and phone", ("trade_name", "enterprise_phones"), cap=60),
    BlockingRule("name and building", ("trade_name", "building_ids"), cap=60),
    BlockingRule("phone", ("enterprise_phones",), cap=20, narrower=("building_ids",)),
    BlockingRule("representative's id", ("legal_representative_ids",), cap=20, narrower=("building_ids",)),
    BlockingRule("representative and building", ("representative", "building_ids"), cap=20),
    BlockingRule("premises", ("address_ids",), cap=12, narrower=("representative",)),
)

ENTERPRISE = LinkageModel(
    name="enterprise",
    version="1",
    kind=Kind.ENTERPRISE,
    inputs=(
        "enterprise_name",
        "is_trade_sign",
        "credit_code",
        "credit_code_claimed",
        "registration_number",
        "organization_code",
        "legal_representative_name",
        "enterprise_phones",
        "established_date",
        "address_ids",
        "building_ids",
        "former_names",
        "legal_representative_ids",
        "register_entry",
    ),
    features=FEATURES,
    rules=RULES,
    comparisons=(NUMBER, NAME_OF_FIRM, BRANCH, REPRESENTATIVE, PHONE, PREMISES, ESTABLISHED),
    thresholds=Thresholds(link=2.0, unsure=-3.0),
    records_per_entity=2.0,
    exclusions=(
        Exclusion("two credit codes", Known("credit_code") & ~Same("credit_code")),
        Exclusion("two organisation codes", Known("organization_code") & ~Same("organization_code")),
        Exclusion("another branch", Known("branch") & ~Same("branch") & ~_A_SIGN & ~_SAME_NUMBER),
        Exclusion("other name", Known("local_name") & ~_NAMES_AGREE & ~_SAME_NUMBER & ~_ONE_STEP & ~_A_SIGN),
    ),
    uniqueness=(
        Uniqueness("two credit codes", "credit_code"),
        Uniqueness("two organisation codes", "organization_code"),
        ONE_ENTRY,
    ),
    dependences=(Dependence("owner", ("representative", "phone", "premises"), further=0.4),),
    frequency_of={
        "local_name": "any_code",
        "all_names": "any_code",
        "core_name": "any_code",
        "short_names": "local_name",
        "enterprise_phones": "local_name",
        "address_ids": "local_name",
        "building_ids": "local_name",
        "legal_representative_ids": "local_name",
    },
)
