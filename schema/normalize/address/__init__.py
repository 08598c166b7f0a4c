"""Addresses: text to components, each with its place in the text."""

from schema.normalize.address.components import Component, ParsedAddress, Part, Verdict
from schema.normalize.address.parser import parse

__all__ = ["Component", "ParsedAddress", "Part", "Verdict", "parse"]
