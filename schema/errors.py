"""The one root of every error that the hub raises on purpose.

A message says what happened, where, and what to do next, and never carries a value of a person.
"""

from typing import ClassVar


class HubError(Exception):
    """What happened, where, and what to do next; `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.next_step = next_step

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" Next: {self.next_step}" if self.next_step else ""
        return f"{place}{self.what}{advice}"


class SettingsError(HubError):
    """The configuration file is missing, unreadable or says something the hub does not know."""

    exit_code = 2


class DeclarationError(HubError):
    """A department's declaration names a field, column or option that does not exist; raised at import."""

    exit_code = 2


class PartlyFailed(HubError):
    """Some systems failed; the others went through and a release was published."""

    exit_code = 3


class DeliveryError(HubError):
    """A delivery cannot be read or is not whole; the system keeps its last good state."""

    exit_code = 4


class ContractDrift(DeliveryError):
    """A column of the contract is gone or changed its type."""


class SourceUnreachable(DeliveryError):
    """The database, folder or service did not answer, or refused the credentials."""


class GateFailed(HubError):
    """A release failed a quality gate: it is kept for the engineer and not published."""

    exit_code = 5


class AlreadyRunning(HubError):
    """Another run holds the home folder."""

    exit_code = 6


class NotFound(HubError):
    """The record, entity, release or system asked for does not exist."""

    exit_code = 7


class AccountingError(HubError):
    """received = recorded + quarantined does not hold: a defect of the hub, never of the data."""

    exit_code = 8


class StoreError(HubError):
    """The workshop or the control store is unreadable, locked or of another version."""

    exit_code = 9


class QueryRefused(HubError):
    """An analyst's query is not one SELECT, cannot be run, or takes more than it may."""

    exit_code = 10
