"""A city made by other hands: the same formats, other names, habits and error rates than the demo city.

Written from the departments' contract only.  It shows whether the hub works where it was not tuned.
"""

from tests.second_city.build import build

__all__ = ["build"]
