"""What can be wrong with a delivery.  Each message names the system, the file and the place, and never a value."""

from schema.errors import DeliveryError


class MissingDelivery(DeliveryError):
    """No file fits the pattern, or a file that belongs to another is not there."""


class UnfinishedDelivery(MissingDelivery):
    """A file that its owner has not vouched for yet."""


class StillWritten(UnfinishedDelivery):
    """The newest file of changes, a moment ago still written to: it is waited for."""


class BrokenEncoding(DeliveryError):
    """Bytes that are no text in the agreed encoding; the message has the byte offset."""


class DamagedFile(DeliveryError):
    """A file that was cut, altered or does not have the agreed form."""


class ChecksumMismatch(DamagedFile):
    """A file whose lines or checksum are not what its owner states."""


class ExcessiveSize(DeliveryError):
    """A file that would unpack to more than the hub takes in."""


class IncompleteDelivery(DeliveryError):
    """Fewer rows than the owner announces, or a fraction of what was there before."""
