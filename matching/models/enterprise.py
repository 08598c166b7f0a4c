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
from matching.similarity import CONTAINED, EDIT_SIMILARITY, EDITS
from schema.linkage import Kind

_SAME_NUMBER = Same("credit_code") | Same("organization_code") | Same("registration_number")
_ONE_STEP = Near("any_code", EDITS, -1)
_TRADE_NAMES_ALIKE = Near("trade_name", NAME, ALIKE)
_NAMES_AGREE = (
    Same("all_firm_keys")
    | Same("core_key")
    | Same("trade_name")
    | Near("core_key", CONTAINED, 3)
    | Near("firm_key", EDIT_SIMILARITY, 0.85)
    | _TRADE_NAMES_ALIKE
)

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
        Level("same but for the region", Same("firm_key"), m=0.60, u=1e-6, frequency="firm_key"),
        Level("same as a former name", Same("all_firm_keys"), m=0.05, u=1e-6, frequency="all_firm_keys"),
        Level("same but for the form", Same("core_key"), m=0.10, u=3e-6, frequency="core_key"),
        Level("one or two characters differ", Near("firm_key", EDIT_SIMILARITY, 0.85), m=0.06, u=2e-4),
        Level("trade name sounds or looks alike", _TRADE_NAMES_ALIKE, m=0.02, u=1e-4),
        Level("same trade name", Same("trade_name"), m=0.05, u=1e-4, frequency="trade_name"),
        Level("one contains the other", Near("core_key", CONTAINED, 3), m=0.04, u=2e-4),
        Level("a sign beside a name", OneKnown("is_sign") & Known("firm_key"), m=0.08, u=0.5),
    ),
    else_m=0.02,
    else_u=0.99,
    present=Known("firm_key"),
)

BRANCH = Comparison(
    "branch",
    (
        Level("same", Same("branch"), m=0.95, u=0.80),
        Level("a sign names a place", OneKnown("is_sign"), m=0.04, u=0.10),
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
    BlockingRule("credit code and name", ("credit_code", "firm_key"), chain=True),
    BlockingRule("credit code", ("credit_code",), cap=100),
    BlockingRule("organisation code", ("organization_code",), cap=100),
    BlockingRule("registration number", ("registration_number",), cap=100),
    BlockingRule("name", ("all_firm_keys",), cap=60, narrower=("representative",)),
    BlockingRule("name and representative", ("trade_name", "representative"), cap=60),
    BlockingRule("name and phone", ("trade_name", "enterprise_phones"), cap=60),
    BlockingRule("name and building", ("trade_name", "building_ids"), cap=60),
    BlockingRule("core of the name", ("core_key",), cap=30, narrower=("building_ids",)),
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
    ),
    features=FEATURES,
    rules=RULES,
    comparisons=(NUMBER, NAME_OF_FIRM, BRANCH, REPRESENTATIVE, PHONE, PREMISES, ESTABLISHED),
    thresholds=Thresholds(link=3.0, unsure=-3.0),
    records_per_entity=2.0,
    exclusions=(
        Exclusion("two credit codes", Known("credit_code") & ~Same("credit_code")),
        Exclusion("two organisation codes", Known("organization_code") & ~Same("organization_code")),
        Exclusion("another branch", Known("branch") & ~Same("branch") & ~OneKnown("is_sign") & ~_SAME_NUMBER),
        Exclusion("other name", Known("firm_key") & ~_NAMES_AGREE & ~_SAME_NUMBER & ~_ONE_STEP & ~OneKnown("is_sign")),
    ),
    uniqueness=(
        Uniqueness("two credit codes", "credit_code"),
        Uniqueness("two organisation codes", "organization_code"),
    ),
    dependences=(Dependence("owner", ("representative", "phone", "premises"), further=0.3),),
    frequency_of={
        "enterprise_phones": "firm_key",
        "address_ids": "firm_key",
        "building_ids": "firm_key",
        "legal_representative_ids": "firm_key",
    },
)
