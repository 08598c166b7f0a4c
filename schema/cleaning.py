"""How a field type cleans one text: the one path for a row checked by hand and for a column cleaned in bulk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Cleaned(NamedTuple):
    """What a cleaner makes of one text: a value a column of its field type, and the rule the text broke, if any.

    An empty text or a word for "nothing" gives nulls and no rule: absence is not an error.  A broken rule may leave
    partial values, such as a resident id as claimed.
    """

    values: tuple[object, ...]
    rule: str | None = None


Cleaner = Callable[[str], Cleaned]


class CheckCharacter(NamedTuple):
    """The last character: that of `characters` at the weighted sum of the digits before it, modulo their number."""

    weights: tuple[int, ...]
    characters: str


class Plain(NamedTuple):
    """Texts that are clean as they stand: `form` fits them and `unless` does not, as the bulk path can tell at once.

    Both are searched for, as RE2 understands them.  The cleaner gives such a text itself, alone or as a list of one,
    in its first column, nulls in the others, and no rule: a test says so of every field type.
    """

    form: str
    unless: str = "^$"
    check: CheckCharacter | None = None
    """What the texts of the form, all of one length and of ASCII, end in besides."""


@dataclass(frozen=True, slots=True)
class FieldType:
    """What a declaration maps one delivered column to: the columns it fills and the function that fills them.

    `clean` takes the delivered text (never None) and never raises; rules are named `field.rule`.
    """

    name: str
    columns: tuple[str, ...]
    clean: Cleaner
    plain: Plain | None = None
    """What `clean` need not be called for."""
