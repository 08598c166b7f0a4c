"""How a file ends: in plain lines nothing tells that further ones should follow, and packed ones may never end."""

import os
from pathlib import Path

from connectors.damage import DamagedFile, ExcessiveSize


def has_last_line_end(file: Path, where: str) -> bool:
    """Whether the last byte is a line end, in every encoding in use; DamagedFile for a file without any byte."""
    with file.open("rb") as source:
        if not source.seek(0, os.SEEK_END):
            raise DamagedFile(
                "it is empty: not a single byte", where=where, next_step="ask the owner to deliver the file again"
            )
        source.seek(-1, os.SEEK_END)
        return source.read(1) in b"\r\n"


def too_large(limit: int, where: str) -> ExcessiveSize:
    """The error of a file that holds more bytes than were agreed."""
    return ExcessiveSize(
        f"it holds more than {limit:,} bytes", where=where, next_step="ask the owner what it holds, or raise limit="
    )
