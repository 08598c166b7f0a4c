"""Rows become records: a landed batch becomes the relations of `schema.records`, or rejections and quarantine."""

from connectors.mapping.batch import map_batch
from connectors.mapping.stale import mapped_otherwise

__all__ = ["map_batch", "mapped_otherwise"]
