"""Rows become records: a landed batch becomes the relations of `schema.records`, or rejections and quarantine."""

from connectors.mapping.batch import map_batch
from connectors.mapping.in_force import rows_in_force
from connectors.mapping.stale import columns_not_landed, mapped_otherwise

__all__ = ["columns_not_landed", "map_batch", "mapped_otherwise", "rows_in_force"]
