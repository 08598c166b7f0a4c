"""What every weight of a kind rests on, and what a night moved of it."""

from matching.fellegi_sunter import prior_odds
from matching.model import LinkageModel
from matching.nights.index import Index
from matching.nights.statistics import scales


def prior_of(model: LinkageModel, index: Index) -> float:
    """log2 odds of a random pair of the records that are there."""
    return prior_odds(model, int(index.slots.alive.sum()))


def moved_scales(model: LinkageModel, before: Index, after: Index) -> list[str]:
    """In words, the numbers that are in another class than before: with them the weight of nearly every pair moves."""
    words = []
    old, new = prior_of(model, before), prior_of(model, after)
    if old != new:
        words.append(f"so many records came or went that the odds of a random pair moved from {old:.2f} to {new:.2f}")
    scaled = scales(model, before.tallies), scales(model, after.tallies)
    for name in scaled[0]:
        one, other = (scale[name] for scale in scaled)
        counted = model.frequency_of.get(name, "records")
        if one.population != other.population:
            words.append(f"the {counted} that the frequencies of {name} are shares of are in another class")
        if (one.once, one.twice) != (other.once, other.twice):
            words.append(f"what a {name} counts as that was seen once or twice moved")
    return words
