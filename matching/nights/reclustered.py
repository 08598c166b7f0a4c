"""Clusters made anew of the connected components that a night stirred; all others are what they were."""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from matching.clustering import Compared, components
from matching.columns import Flags, Ints, Rows
from matching.decisions import Decided, read_decisions
from matching.engine import clusters_of
from matching.fellegi_sunter import LINK
from matching.model import LinkageModel
from matching.nights.index import Index
from matching.nights.pairs import ComparedPairs
from matching.nights.tables import Excerpt, excerpt
from matching.output import Kept, cuts_table, memberships_table


def stirred(component: Rows, slots: Ints, links: tuple[Ints, Ints]) -> Flags:
    """The slots of all components that hold one of `slots`, and of those that decided links tie to them."""
    is_stirred = np.zeros(len(component), dtype=bool)
    is_stirred[component[slots]] = True
    low, high = (component[ends] for ends in links)
    tied = is_stirred[low] | is_stirred[high]
    is_stirred[low[tied]] = is_stirred[high[tied]] = True
    return np.asarray(is_stirred[component])


def reclustered(model: LinkageModel, index: Index, component: Rows, slots: Ints) -> tuple[Index, pa.Table, pa.Table]:
    """The index with the components of these slots made anew, and their memberships and cuts.

    `component` is that of all slots, in which those of these are put.
    """
    columns = [rule.column for rule in model.uniqueness]
    part = excerpt(model, index, slots, only=columns)
    decided = read_decisions(index.decisions, part.table.record_ids)
    pairs = _inside(index, part)
    compared = _compared(pairs)
    clusters = clusters_of(model, part.table, compared, decided)
    rules, ids = [rule.name for rule in model.rules], part.table.record_ids
    memberships = memberships_table(clusters, _links(pairs), decided.links, rules, ids)
    component[part.slots] = part.slots[_components(len(part.slots), compared, decided)]
    index = replace(index, component=index.component.now(component))
    return index, memberships, cuts_table(clusters.cuts, ids)


def _inside(index: Index, part: Excerpt) -> ComparedPairs:
    """The pairs between the rows of an excerpt, as rows; slots of pairs ascend by record id, as rows do."""
    row_of = np.full(len(index.slots), -1, dtype=np.int32)
    row_of[part.slots] = np.arange(len(part.slots), dtype=np.int32)
    is_inside = row_of >= 0
    chosen = index.pairs.where(lambda pairs: is_inside[pairs.low] & is_inside[pairs.high])
    return replace(chosen, low=row_of[chosen.low], high=row_of[chosen.high])


def _compared(pairs: ComparedPairs) -> Compared:
    """The pairs that clusters look at: as `engine.comparable` chooses them."""
    weights, linked = np.where(pairs.excluded, -np.inf, pairs.weights.astype(np.float64)), pairs.judged == LINK
    return Compared(pairs.low, pairs.high, weights, linked).where(linked | (weights < 0))


def _links(pairs: ComparedPairs) -> Kept:
    """The pairs that link; without levels, which memberships do not tell."""
    links = pairs.where(pairs.judged == LINK)
    levels = np.zeros((0, len(links.low)), dtype=np.int8)
    return Kept(links.low, links.high, links.rule, links.weights.astype(np.float64), links.judged, levels)


def _components(rows: int, compared: Compared, decided: Decided) -> Ints:
    links, (low, high) = compared.where(compared.linked), decided.links
    ends = np.concatenate((links.low, low)), np.concatenate((links.high, high))
    return components(rows, *ends).astype(np.int64)
