"""What a run is asked to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be done."""

    systems: tuple[str, ...] = ()
    """Empty: all."""
    full: bool = False
    """Every system is read from its beginning, and what landing can rebuild is rebuilt."""
    is_size_approved: bool = False
    """What is held back, such as a table of half or twice its rows, is taken in: its owner said that it is right."""
    trigger: str = "ad_hoc"
    """nightly, ad_hoc, demo or retry."""
    is_from_landing: bool = False
    """The departments are not asked: what landed before is mapped again."""
