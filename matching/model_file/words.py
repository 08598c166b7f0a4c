"""The words of a model file, checked by pydantic: what may stand where, and that every column named is there."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

CleaningName = Literal["lower", "letters", "digits", "words", "date"]
Probability = Annotated[float, Field(gt=0, lt=1)]


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One name, or a list of them."""


class Word(BaseModel):
    """Part of a model file: it says nothing that is not known here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InputColumn(Word):
    """A column of the records: where it stands in the file, and what is done to its texts, one step after the other."""

    source: str | None = Field(None, alias="from")
    """The column's name in the file, if it is another."""
    clean: tuple[CleaningName, ...] = ()
    missing: tuple[str, ...] = ()
    """Texts that stand for nothing, after cleaning: 'unknown', '0000'."""


class FeatureWord(Word):
    """A column made of others: exactly one of join, sorted, gather, or `of` with start, end or words."""

    join: tuple[str, ...] = ()
    """One text of several, a blank between; nothing where one is missing."""
    sorted: tuple[str, ...] = ()
    """The same of two columns in alphabetical order, so that who swaps them changes nothing."""
    gather: tuple[str, ...] = ()
    """All values side by side, as a column of several values: two records share it where they share one."""
    of: str | None = None
    start: int | None = Field(None, gt=0)
    """So many characters from the beginning."""
    end: int | None = Field(None, gt=0)
    """So many characters before the end."""
    words: bool = False
    """Its words, as a column of several values."""

    @model_validator(mode="after")
    def _one_way(self) -> "FeatureWord":
        ways = [self.join, self.sorted, self.gather, self.of]
        if sum(bool(way) for way in ways) != 1:
            raise ValueError("says exactly one of join, sorted, gather, of")
        if self.of and sum((self.start is not None, self.end is not None, self.words)) != 1:
            raise ValueError("with 'of' goes exactly one of start, end, words")
        if self.sorted and len(self.sorted) != 2:
            raise ValueError("'sorted' takes two columns")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """What it is made of."""
        return (self.of,) if self.of else self.join or self.sorted or self.gather


class BlockWord(Word):
    """A blocking rule: records equal in all columns of `on` are compared."""

    on: Names = Field(min_length=1)
    cap: int = Field(200, gt=1)
    narrower: Names = ()


class LevelWord(Word):
    """A level of agreement: all that it says holds of both records."""

    label: str | None = None
    same: Names = ()
    edits: dict[str, int] = {}
    """So many edits at most; a swap of neighbours is one."""
    jaro_winkler: dict[str, float] = {}
    """Alike by so much at least, from 0 to 1."""
    frequency: str | None = None
    """A rare value of this column says more than a common one."""
    m: Probability | None = None
    u: Probability | None = None

    @model_validator(mode="after")
    def _asks(self) -> "LevelWord":
        if not self.columns:
            raise ValueError("says at least one of same, edits, jaro_winkler")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it looks at."""
        return (*self.same, *self.edits, *self.jaro_winkler)

    @property
    def name(self) -> str:
        """The label, or what the level asks in words."""
        return self.label or ", ".join(self._asked())

    def _asked(self) -> Iterator[str]:
        if self.same:
            yield f"same {' and '.join(self.same)}"
        yield from (f"{column} within {count} edit{'s' if count > 1 else ''}" for column, count in self.edits.items())
        yield from (f"{column} alike by {share}" for column, share in self.jaro_winkler.items())


class CompareWord(Word):
    """A comparison: levels from the strongest to the weakest."""

    name: str
    levels: tuple[LevelWord, ...] = Field(min_length=1)
    present: Names = ()
    """Columns that both records must have, or nothing is compared; all that the levels look at, if it says none."""

    else_m: Probability | None = None
    else_u: Probability | None = None

    @property
    def is_declared(self) -> bool:
        """Whether every m and u is said, so that none must be estimated."""
        numbers = [number for level in self.levels for number in (level.m, level.u)]
        return None not in (*numbers, self.else_m, self.else_u)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be there for a disagreement to count."""
        return self.present or tuple(dict.fromkeys(name for level in self.levels for name in level.columns))


class DependenceWord(Word):
    """Comparisons that may agree from one cause: beside the strongest, of the others only a share is added."""

    name: str
    comparisons: tuple[str, ...]
    further: float = Field(ge=0, le=1)


class TruthWord(Word):
    """Where the records say which entity they speak of; only evaluation reads it."""

    column: str = "cluster"
    pattern: str | None = None
    """A regular expression: its first group is the entity."""


class ModelFile(Word):
    """A whole model file."""

    name: str
    version: str = "1"
    records_per_entity: float = Field(gt=1)
    between_files: bool = False
    """Each file holds an entity once: only records of two files are linked."""
    link: float = 3.0
    """Posterior log2 odds from which a pair is a link."""
    unsure: float = -3.0
    truth: TruthWord = TruthWord()
    columns: dict[str, InputColumn] = Field(min_length=1)
    features: dict[str, FeatureWord] = {}
    block: tuple[BlockWord, ...] = Field(min_length=1)
    compare: tuple[CompareWord, ...] = Field(min_length=1)
    dependence: tuple[DependenceWord, ...] = ()

    @property
    def is_declared(self) -> bool:
        """Whether every m and u is said, so that none must be estimated."""
        return all(word.is_declared for word in self.compare)
