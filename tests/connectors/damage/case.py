"""What a damaged delivery is in these tests: a good one, what happens to it, and what the hub must do."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from connectors.damage import IncompleteDelivery
from schema.errors import DeliveryError
from tests.connectors.damage.goods import Good


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of it is landed; `says`: the message without the system in front and the advice behind it."""

    error: type[DeliveryError]
    says: str

    @property
    def does(self) -> str:
        """In the words of the page."""
        return "held until approved" if self.error is IncompleteDelivery else "refused whole"


@dataclass(frozen=True, slots=True)
class Read:
    """Its rows are landed; `says`: what the owner is told, '' where nothing is wrong any more."""

    rows: int
    says: str = ""

    @property
    def does(self) -> str:
        return "read, and remarked on" if self.says else "read"


@dataclass(frozen=True, slots=True)
class KeptApart:
    """So many rows go to quarantine for this reason, the others are recorded."""

    reason: str
    rows: int = 1

    @property
    def does(self) -> str:
        return "rows to quarantine, the others recorded"

    @property
    def says(self) -> str:
        return self.reason


Outcome = Refused | Read | KeptApart
Harm = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class FileDamage:
    """The first night's file is taken in; the second night's file is there and then `harm` happens to it."""

    name: str
    good: Good
    harm: Harm
    outcome: Outcome

    @property
    def system(self) -> str:
        return self.good.system


def content(change: Callable[[bytes], bytes]) -> Harm:
    """The bytes of the file become others."""
    return lambda file: file.write_bytes(change(file.read_bytes()))


def written(what: bytes) -> Harm:
    """Something else stands in the file."""
    return lambda file: file.write_bytes(what)


def cut_behind(mark: str, encoding: str = "utf-8", extra: int = 0) -> Harm:
    """The file ends behind this text, and so many bytes more."""

    def change(whole: bytes) -> bytes:
        sought = mark.encode(encoding)
        return whole[: whole.index(sought) + len(sought) + extra]

    return content(change)


def swapped(old: str, new: str, encoding: str = "utf-8") -> Harm:
    """A text stands in the place of another one, where that is first."""

    def change(whole: bytes) -> bytes:
        assert old.encode(encoding) in whole
        return whole.replace(old.encode(encoding), new.encode(encoding), 1)

    return content(change)


def recoded(old: str, new: str) -> Harm:
    """The text is written in another encoding."""
    return content(lambda whole: whole.decode(old).encode(new))
