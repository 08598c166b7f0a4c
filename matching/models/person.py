"""The person model: which records of natural persons speak of one person.

**The household problem.**  Members of a household share address, telephone and often the surname; twins share the
birth date too; a child's record carries a parent's telephone and guardian.  Added up as if independent, these would
outweigh two different given names.  The model answers in three ways: the comparisons of what a household shares are
one dependence, of which only the strongest counts in full; telephones and dwellings count by how many names share
them; and two records are never linked by weight unless their names agree (equal, masked, homophone, one look-alike
character, former name) or their numbers do.

**Customers.**  Whoever pays for the water of a dwelling need not live there: a name, and a place where nobody else of
that name is known.  Where one known person bears the name, and nearly all such customers are known persons, it is that
person's (`matching.closed_world`).

**Numbers.**  The declared m and u are rounded from what registers of this kind are known to do: about one name in
thirty is written differently, one birth date in thirty, one sex in a hundred.  A telephone is the same in somewhat
over half of two records of one person, a dwelling likewise.
"""

from matching.blocking import BlockingRule
from matching.comparison import Comparison, Level
from matching.conditions import Known, Near, OneKnown, Same
from matching.model import Dependence, Exclusion, LinkageModel, Thresholds, Uniqueness
from matching.models.name_likeness import ALIKE, BARELY_MASKED, HOMOPHONE, MASKED, NAME, ONE_OTHER, SHORTENED
from matching.models.person_features import FEATURES
from matching.models.registers import ONE_ENTRY
from matching.patterns import PatternScorer
from matching.similarity import EDITS
from schema.linkage import Kind

_PATTERN = PatternScorer()

_SAME_NUMBER = Same("resident_id") | Same("document_number")
_NUMBERS_AGREE = Near("id_pattern", _PATTERN, 0)
_BARELY = Near("name_key", NAME, BARELY_MASKED)
_NAMES_AGREE = Same("all_names") | Near("name_key", NAME, ALIKE)

_REPAIRED = Same("id_candidates") & Near("name_key", NAME, ONE_OTHER)
_RENAMED = Same("id_ends") & Same("phones")
"""The ends of a number repeat within a household once in ten thousand: with the telephone they outweigh a new name."""
_BIRTH_DATES_AGREE = Same("birth_dates") | Near("born_text", EDITS, -1) | Same("birth_year")

NUMBER = Comparison(
    "number",
    (
        Level("same number", Same("resident_id"), m=0.90, u=1e-8),
        Level("same document", Same("document_number"), m=0.02, u=1e-7),
        Level("same faulty number", Same("resident_id_claimed"), m=0.01, u=1e-7),
        Level("one step from a valid number", Same("id_candidates"), m=0.03, u=2e-6),
        Level("masked, ends agree", _NUMBERS_AGREE & Same("id_ends"), m=0.97, u=1e-6, frequency="id_ends"),
        Level("masked, last four agree", _NUMBERS_AGREE & Same("id_last_four"), 0.97, 1e-5, "id_last_four"),
        Level("masked, nothing contradicts", _NUMBERS_AGREE, m=0.97, u=0.15),
        Level("masked, one character differs", Near("id_pattern", _PATTERN, -1), m=0.02, u=0.10),
    ),
    else_m=0.02,
    else_u=0.99,
    present=Known("any_id"),
)

NAMES = Comparison(
    "name",
    (
        Level("same", Same("name_key"), m=0.92, u=2e-6, frequency="name_key"),
        Level("same as a former name", Same("all_names"), m=0.01, u=2e-6, frequency="all_names"),
        Level("masked, ends agree", Near("name_key", NAME, MASKED) & Same("name_ends"), 0.97, 1e-5, "name_ends"),
        Level("masked, nothing contradicts", Near("name_key", NAME, MASKED), m=0.97, u=3e-4),
        Level("masked, last character agrees", _BARELY & Same("name_tail"), m=0.97, u=5e-4, frequency="name_tail"),
        Level("masked, first character agrees", _BARELY, m=0.97, u=0.02),
        Level("homophone", Near("name_key", NAME, HOMOPHONE), m=0.02, u=1e-5, frequency="name_sound"),
        Level("one character looks or sounds alike", Near("name_key", NAME, ALIKE), m=0.01, u=2e-4),
        Level("shortened", Near("name_key", NAME, SHORTENED), m=0.002, u=2e-4),
        Level("one other character", Near("name_key", NAME, ONE_OTHER), m=0.005, u=0.02),
    ),
    else_m=0.01,
    else_u=0.95,
    present=Known("name_key"),
)

BIRTH = Comparison(
    "birth date",
    (
        Level("same", Same("birth_dates"), m=0.95, u=5e-5),
        Level("one digit or swap", Near("born_text", EDITS, -1), m=0.03, u=1.5e-3),
    ),
    else_m=0.02,
    else_u=0.998,
    present=Known("birth_dates"),
)

SEX = Comparison("sex", (Level("same", Same("sex"), m=0.99, u=0.5),), else_m=0.01, else_u=0.5, present=Known("sex"))

PHONE = Comparison(
    "phone",
    (Level("shared", Same("phones"), m=0.55, u=1e-6, frequency="phones"),),
    else_m=0.45,
    else_u=0.999,
    present=Known("phones"),
)

DWELLING = Comparison(
    "dwelling",
    (
        Level("same place", Same("address_ids"), m=0.5, u=1e-6, frequency="address_ids"),
        Level("same building", Same("building_ids"), m=0.1, u=1e-5, frequency="building_ids"),
    ),
    else_m=0.4,
    else_u=0.99,
    present=Known("address_ids"),
)

PARENTS = Comparison(
    "parents",
    (Level("shared", Same("parents"), m=0.9, u=1e-5, frequency="parents"),),
    else_m=0.1,
    else_u=0.999,
    present=Known("parents"),
)

WORKPLACE = Comparison(
    "workplace",
    (
        Level("same enterprise", Same("enterprise_ids"), m=0.5, u=1e-5, frequency="enterprise_ids"),
        Level("same employer by name", Same("employer_key"), m=0.1, u=1e-4, frequency="employer_key"),
    ),
    else_m=0.5,
    else_u=0.99,
    present=Known("enterprise_ids"),
)

_NAMED_ALONE = Same("name_key") & OneKnown("lone_name") & OneKnown("resident_id")
"""One of the two has a number, the other is a name at a place: those who stand for firms are strangers more often."""

BEARER = Comparison(
    "only bearer",
    (Level("one known person of that name", _NAMED_ALONE, 0.99, 8e-3, frequency="name_key", sole="lone_name"),),
    else_m=0.5,
    else_u=0.5,
    present=_NAMED_ALONE,
)

RULES = (
    BlockingRule("resident id and name", ("resident_id", "name_key"), chain=True),
    BlockingRule("resident id", ("resident_id",), cap=50),
    BlockingRule("repaired id", ("id_candidates",), cap=50, narrower=("name_tail",), either="resident_id_claimed"),
    BlockingRule("document", ("document_number",), cap=50),
    BlockingRule("name and birth date", ("name_sound", "birth_dates"), cap=100, narrower=("phones",)),
    BlockingRule("name and phone", ("name_sound", "phones"), cap=100, narrower=("birth_dates",)),
    BlockingRule("name and dwelling", ("name_sound", "address_ids"), cap=100, narrower=("birth_dates",)),
    BlockingRule("name and workplace", ("name_sound", "enterprise_ids"), cap=100, narrower=("birth_dates",)),
    BlockingRule("former name and birth date", ("all_names", "birth_dates"), cap=100, either="former_name"),
    BlockingRule("former name and phone", ("all_names", "phones"), cap=50, either="former_name"),
    BlockingRule("former name and last four", ("all_names", "id_last_four"), cap=50, either="former_name"),
    BlockingRule("former name and dwelling", ("all_names", "address_ids"), cap=50, either="former_name"),
    BlockingRule("phone and birth date", ("phones", "birth_dates"), cap=50),
    BlockingRule("dwelling and birth date", ("address_ids", "birth_dates"), cap=50),
    BlockingRule("masked id", ("id_ends", "name_tail"), cap=50, narrower=("phones",), either="resident_id_masked"),
    BlockingRule("masked id and first name", ("id_ends", "name_head"), cap=50, either="hidden_tail"),
    BlockingRule("masked id and phone", ("phones", "id_ends"), cap=50, either="resident_id_masked"),
    BlockingRule("name and last four", ("name_sound", "id_last_four"), cap=50, either="resident_id_masked"),
    BlockingRule("masked name and phone", ("name_tail", "phones"), cap=50, either="hidden_name"),
    BlockingRule("masked name and dwelling", ("name_tail", "address_ids"), cap=50, either="hidden_name"),
    BlockingRule("lost character and phone", ("name_head", "phones"), cap=50, either="hidden_tail"),
    BlockingRule("lost character and dwelling", ("name_head", "address_ids"), cap=50, either="hidden_tail"),
    BlockingRule("nothing but a name", ("name_sound",), cap=12, either="bare_name"),
    BlockingRule("only bearer", ("name_key",), cap=12, either="lone_name"),
)
"""Names in keys are by their sound: equal names sound equal, and homophones come along; '*' has no sound."""

PERSON = LinkageModel(
    name="person",
    version="1",
    kind=Kind.PERSON,
    inputs=(
        "name",
        "former_name",
        "resident_id",
        "resident_id_masked",
        "resident_id_claimed",
        "document_number",
        "sex_code",
        "birth_date",
        "phones",
        "employer_name",
        "guardian_name",
        "mother_name",
        "address_ids",
        "building_ids",
        "enterprise_ids",
        "register_entry",
    ),
    features=FEATURES,
    rules=RULES,
    comparisons=(NUMBER, NAMES, BIRTH, SEX, PHONE, DWELLING, PARENTS, WORKPLACE, BEARER),
    thresholds=Thresholds(link=2.0, unsure=-3.0),
    records_per_entity=3.0,
    exclusions=(
        Exclusion("two resident ids", Known("resident_id") & ~Same("resident_id")),
        Exclusion("masked ids contradict", Known("id_pattern") & ~Near("id_pattern", _PATTERN, -1)),
        Exclusion("other birth date", Known("born") & ~_BIRTH_DATES_AGREE & ~_SAME_NUMBER & ~Same("id_ends")),
        Exclusion("other name", Known("name_key") & ~_NAMES_AGREE & ~_SAME_NUMBER & ~_REPAIRED & ~_RENAMED),
    ),
    uniqueness=(Uniqueness("two resident ids", "id_pattern", _PATTERN, at_least=-1), ONE_ENTRY),
    dependences=(Dependence("household", ("phone", "dwelling", "parents"), further=0.25),),
    frequency_of={
        "name_key": "resident_id",
        "name_sound": "resident_id",
        "all_names": "resident_id",
        "phones": "name_key",
        "address_ids": "name_key",
        "building_ids": "name_key",
        "parents": "name_key",
        "enterprise_ids": "name_key",
        "employer_key": "name_key",
    },
)
