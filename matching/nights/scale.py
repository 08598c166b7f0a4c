"""Whether the records of an index have outgrown the yardstick that it keeps."""

from matching.fellegi_sunter import prior_odds
from matching.model import LinkageModel
from matching.nights.index import Index
from matching.nights.statistics import scales
from matching.term_frequency import Yardstick


def outworn_by(model: LinkageModel, index: Index) -> list[str]:
    """In words, the numbers that all weights rest on and that are no longer near what the records give."""
    records = int(index.slots.alive.sum())
    kept = index.yardstick
    return kept.outworn_by(Yardstick(scales(model, index.tallies), prior_odds(model, records), kept.strangers))
