"""Files in a folder: read only where their owner leaves them alone meanwhile."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.damage import DamagedFile
from connectors.drops import order, read_steadily
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


@pytest.mark.parametrize(
    "names_in_order",
    [
        ["dz_202312.csv", "dz_202401.csv", "dz_202410.csv"],
        ["jc_20240131.csv", "jc_20240201.csv"],
        ["杭州第2中学_2023秋.xlsx", "乔司小学_2024春.xlsx", "临平一中_2024秋.xlsx", "杭州第1中学_2025春.xlsx"],
        ["a_2022-2023-2.xlsx", "b_2023-2024-1.xlsx", "a_2023-2024-2.xlsx"],
    ],
)
def test_names_are_sorted_by_the_time_in_them(names_in_order: list[str]) -> None:
    assert sorted(set(names_in_order), key=order) == names_in_order
