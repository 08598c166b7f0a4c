"""Files in a folder: read only where their owner leaves them alone meanwhile."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.damage import DamagedFile
from connectors.drops import read_steadily
from connectors.readers.json import JsonLines
from tests.connectors.toy import wanted


@pytest.fixture
def names(tmp_path: Path) -> Path:
    file = tmp_path / "dm.jsonl"
    file.write_text("".join(json.dumps({"a": str(number)}) + "\n" for number in range(50_000)), encoding="utf-8")
    return file


def _append(file: Path) -> None:
    with file.open("a", encoding="utf-8") as written:
        written.write('{"a": "x"}\n')


def _replace(file: Path) -> None:
    other = file.with_suffix(".new")
    other.write_text('{"a": "x"}\n', encoding="utf-8")
    other.replace(file)


def test_a_file_left_alone_is_read_whole(names: Path) -> None:
    assert sum(batch.num_rows for batch in read_steadily(JsonLines(), names, wanted(["a"])).batches) == 50_000


@pytest.mark.parametrize("change", [_append, _replace])
def test_a_file_written_while_it_is_read_is_refused(names: Path, change: Callable[[Path], None]) -> None:
    batches = iter(read_steadily(JsonLines(), names, wanted(["a"])).batches)
    next(batches)
    change(names)
    with pytest.raises(DamagedFile, match=r"toy.table dm.jsonl: it was written while it was read"):
        list(batches)


def test_a_file_that_is_gone_is_told(names: Path) -> None:
    reading = read_steadily(JsonLines(), names, wanted(["a"]))
    names.unlink()
    with pytest.raises(DamagedFile, match=r"dm.jsonl: it cannot be read \(FileNotFoundError\)"):
        list(reading.batches)
    with pytest.raises(DamagedFile, match="cannot be read"):
        read_steadily(JsonLines(), names, wanted(["a"]))
