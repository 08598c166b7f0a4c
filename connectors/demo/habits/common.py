"""What all habits are made of: the rates of the world, and those of persons, enterprises and addresses."""

from dataclasses import dataclass

FULL = (("浙江省杭州市余杭区", 0.6), ("杭州市余杭区", 0.25), ("余杭区", 0.15))
LOOSE = (("", 0.4), ("余杭区", 0.3), ("杭州市余杭区", 0.15), ("杭州余杭区", 0.05), ("余杭", 0.1))


@dataclass(frozen=True)
class Rates:
    """The world itself, before anyone describes it."""

    minority: float = 0.03
    """Of floating households."""
    foreign: float = 0.04
    """Of people from elsewhere: a passport or permit instead of a resident id."""
    moved_in: float = 0.18
    """Of registered people: an id that begins with another county's code."""
    renamed: float = 0.015
    shared_phone: float = 0.04
    lives_elsewhere: float = 0.18
    """Of registered households: live in another dwelling than the registered one."""
    moved_before: float = 0.25
    """Of households: have an earlier dwelling that some system still knows."""
    renamed_firm: float = 0.12
    moved_firm: float = 0.15
    unconverted: float = 0.06
    """Of enterprises: no credit code since the reform of 2015."""
    nameless: float = 0.12
    """Of sole traders: registered without a name."""


@dataclass(frozen=True)
class AddressStyle:
    """The share of texts that have each trait; `prefixes` are (text, weight)."""

    prefixes: tuple[tuple[str, float], ...] = (("", 1.0),)
    street: float = 1.0
    street_suffix: float = 1.0
    community: float = 0.3
    road: float = 0.7
    """With a road where a compound's name would do."""
    compound: float = 0.9
    """With a compound's name where road and number would do."""
    building_words: tuple[tuple[str, float], ...] = (("幢", 0.7), ("栋", 0.1), ("号楼", 0.2))
    han: float = 0.0
    """Building and unit in Chinese numerals."""
    dashed: float = 0.0
    """3-2-501 for 3幢2单元501室."""
    number_suffix: float = 1.0
    room_suffix: float = 0.9
    former: float = 0.02
    """Former name of the road or compound, where there is one."""
    alias: float = 0.05
    typo: float = 0.005
    blank: float = 0.0
    full_width: float = 0.0


@dataclass(frozen=True)
class PersonHabits:
    """What goes wrong with a person in one system."""

    no_id: float = 0.0
    short_id: float = 0.0
    """15 digits as issued before 1999; only for those born before."""
    wrong_id: float = 0.003
    """One digit wrong or two swapped; mostly the check digit then fails."""
    lower_x: float = 0.2
    """Of ids that end in X."""
    typo: float = 0.006
    """A homophone or a similar shape in the name."""
    former_name: float = 0.3
    """Of those who have one."""
    swapped_birth: float = 0.004
    no_phone: float = 0.12
    old_phone: float = 0.15
    wrong_phone: float = 0.004
    placeholder_phone: float = 0.0
    old_home: float = 0.15
    """Of those who moved: the earlier dwelling."""
    hears: float = 0.5
    """Of what changes from one night to the next: known at once."""


@dataclass(frozen=True)
class FirmHabits:
    """What goes wrong with an enterprise in one system."""

    no_code: float = 0.2
    wrong_code: float = 0.003
    former_name: float = 0.35
    """Of those who have one."""
    short_name: float = 0.02
    typo: float = 0.006
    wide_brackets: float = 0.5
    no_phone: float = 0.15
    wrong_phone: float = 0.004
    old_premises: float = 0.3
    """Of those who moved."""
    hears: float = 0.3
    """Of what changes from one night to the next: known at once."""
    hears_name: float = 0.1
    """Of changes of name: the old one stays in use for long."""
