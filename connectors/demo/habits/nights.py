"""How much changes from one night to the next; together about one row in a hundred."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pace:
    """Shares of one night.  What happens to people, enterprises and places happens at least once at any scale."""

    moved: float = 0.004
    """Of households that live here: to another dwelling."""
    registered_too: float = 0.6
    """Of registered households that move: the register moves with them."""
    new_phone: float = 0.004
    renamed_person: float = 0.0004
    died: float = 0.0004
    """Of registered people."""
    left: float = 0.003
    """Of floating households: go away."""
    born: float = 0.0006
    """Of registered people."""
    arrived: float = 0.003
    """Of floating people: newcomers."""
    changed_job: float = 0.003
    lost_job: float = 0.002
    founded: float = 0.002
    renamed_firm: float = 0.0015
    moved_firm: float = 0.0015
    new_representative: float = 0.001
    closed_firm: float = 0.001
    sold: float = 0.002
    """Of owned dwellings."""
    built: float = 0.002
    """Of addresses: new ones."""
    renamed_road: float = 0.001
    corrected: float = 0.05
    """Of slips in ids, names and addresses."""
    completed: float = 0.01
    """Of missing ids."""
    more_rows: float = 0.002
    """Rows that a list gains, of people and places it did not know."""
    more_events: float = 0.005
    closed_events: float = 0.03
    """Of events still open."""
    struck_off: float = 0.002
    """Rows that a full list loses."""
    flipped: float = 0.002
    """Rows whose state changes: in use or not, checked again, prolonged."""
    late: float = 0.03
    """Of changed rows: committed after the night before was read, with a time before that."""
