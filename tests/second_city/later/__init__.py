"""A later night of the second city: its files are taken up again and changed, as clerks do, a month on."""

from tests.second_city.later.age import age

__all__ = ["age"]
