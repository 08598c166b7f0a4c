"""How well labelled spans agree with those that people marked: precision, recall and F1 by label, spans exact.

A span counts only where label, beginning and end are all the same, as CoNLL-2000 scores chunks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schema.normalize.address.labels import labels
from schema.normalize.address.marking import Label
from schema.normalize.address.parser import parse
from schema.normalize.gazetteer import Gazetteer

ALL = "all"
_OUTSIDE = frozenset({"O", "others", "otherinfo"})


class Labelled(NamedTuple):
    """A text and the spans that a person marked in it."""

    text: str
    spans: tuple[Label, ...]


class Score(NamedTuple):
    """Spans marked by people, spans found, and those that are both."""

    marked: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        together = self.marked + self.found
        return 2 * self.right / together if together else 0.0


def read_conll(lines: Iterable[str]) -> Iterator[Labelled]:
    """Texts of a CoNLL file: a character and its tag a line (B-, I-, E-, S- or O), an empty line between texts.

    A tag that continues no span (I-road after O) begins one.
    """
    characters: list[str] = []
    tags: list[str] = []
    for line in [*lines, ""]:
        stripped = line.rstrip("\r\n")
        if not stripped.strip():
            if characters:
                yield Labelled("".join(characters), tuple(_spans(tags)))
            characters, tags = [], []
            continue
        character, _, tag = stripped.rpartition("\t" if "\t" in stripped else " ")
        characters.append(character[:1] or " ")
        tags.append(tag.strip())


def _spans(tags: list[str]) -> Iterator[Label]:
    start, label = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if label and (mark in ("B", "S", "O") or name != label or _is_end(tags[place - 1])):
            yield Label(label, start, place)
            label = ""
        if not label and name and name not in _OUTSIDE:
            start, label = place, name


def _is_end(tag: str) -> bool:
    return tag[:2] in ("E-", "S-")


def score(texts: Iterable[Labelled], gazetteer: Gazetteer | None = None) -> dict[str, Score]:
    """Scores by label, most frequent first; `ALL` is every span of the labels that occur in the marked texts."""
    marked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for text, spans in texts:
        read = set(labels(parse(text, gazetteer)))
        marked.update(span.label for span in spans)
        found.update(span.label for span in read)
        right.update(span.label for span in read & set(spans))
    scores = {label: Score(count, found[label], right[label]) for label, count in marked.most_common()}
    together = Score(*(sum(column) for column in zip(*scores.values(), strict=True))) if scores else Score(0, 0, 0)
    return {ALL: together, **scores}
