"""Words for values: a column as it is, a column of owner codes, and the condition under which a row says something."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from connectors.declaring import Declared


@dataclass(frozen=True)
class Coded(Declared):
    """A column that holds its owner's codes: each is replaced by our word for it before the field is cleaned.

    A code that is not listed is rejected as `<claim>.unknown_code`; blank stays blank.
    """

    column: str
    codes: Mapping[str, str]

    def __post_init__(self) -> None:
        if not self.codes:
            raise self.fail(f"no code of '{self.column}' is translated")
        object.__setattr__(self, "codes", MappingProxyType(dict(self.codes)))


Value = str | Coded
"""What a claim is made of: the name of a column, or a column of codes."""


@dataclass(frozen=True, repr=False)
class When(Declared):
    """Only rows whose column holds one of these texts, or whose text passes the test, say this; blank does not.

    `also` is another condition that is enough: its column may tell where this one does not.
    """

    column: str
    is_in: tuple[str, ...] = ()
    test: Callable[[str], bool] | None = None
    also: "When | None" = None
    negated: bool = False

    def __post_init__(self) -> None:
        if self.also is not None and self.also.negated:
            raise self.fail("also= takes a When", "write the other half of the condition")
        if bool(self.is_in) == (self.test is not None):
            raise self.fail(f"'{self.column}' needs either texts (is_in) or a test, and not both")
        if isinstance(self.is_in, str):
            raise self.fail(f"is_in of '{self.column}' must be a tuple of texts", f"write ('{self.is_in}',)")

    def __repr__(self) -> str:
        # a function's own repr has its place in memory: another one in every run
        test = None if self.test is None else f"{self.test.__module__}.{self.test.__qualname__}"
        return f"{type(self).__name__}({self.column!r}, is_in={self.is_in!r}, test={test}, also={self.also!r})"

    @property
    def columns(self) -> Iterator[str]:
        """The columns that it looks at."""
        yield self.column
        if self.also is not None:
            yield from self.also.columns

    def holds(self, text: str | None) -> bool:
        """Whether a row with this text in the column says it, `also` left aside."""
        stripped = (text or "").strip()
        passed = stripped in self.is_in if self.test is None else bool(stripped) and self.test(stripped)
        return passed != self.negated


class Unless(When):
    """Every row but those: the other half of `When` with the same column and texts; blank is in this half."""

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "negated", True)


def column_of(value: Value) -> str:
    """The delivered column that a value reads."""
    return value.column if isinstance(value, Coded) else value
