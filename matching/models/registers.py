"""Hard evidence that records differ: a register holds each person or enterprise once, so two of its rows are two.

An entry is the system, table and field of a register, and the key of a row, with tabs between; who declares a register
is none of this package's business.
"""

from matching.model import Uniqueness
from matching.similarity import FunctionScorer

_PARTS_OF_REGISTER = 3


def _of_one_register(left: str, right: str) -> float:
    """-1 for two entries of one register; entries of two registers may be of one entity."""
    return -1.0 if _register(left) == _register(right) else 0.0


def _register(entry: str) -> list[str]:
    return entry.split("\t", _PARTS_OF_REGISTER)[:_PARTS_OF_REGISTER]


ONE_ENTRY = Uniqueness("two entries of one register", "register_entry", FunctionScorer("register", _of_one_register))
"""At most one entry of each register in a cluster."""
