"""Chinese surnames and how many bear them."""

from functools import lru_cache

from schema.normalize.reference import rows


@lru_cache(maxsize=1)
def surname_weights() -> dict[str, float]:
    """Surname → bearers in ten thousands; 5 stands for a rare one."""
    return {row["surname"]: float(row["bearers_10k"]) for row in rows("surnames.csv")}


COMPOUND_SURNAMES = frozenset(surname for surname in surname_weights() if len(surname) > 1)
