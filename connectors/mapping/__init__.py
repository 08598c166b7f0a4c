"""Rows become records: a landed batch becomes the relations of `schema.records`, or rejections and quarantine."""

from connectors.mapping.batch import map_batch

__all__ = ["map_batch"]
