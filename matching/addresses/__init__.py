"""Address records to places: which records speak of the same dwelling, and where each place lies."""

from matching.addresses.resolution import AddressResolution, resolve

__all__ = ["AddressResolution", "resolve"]
