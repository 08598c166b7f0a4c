"""Parquet: columns of any scalar type land as the texts that every other format gives."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from connectors.damage import DamagedFile, ExcessiveSize
from connectors.readers.canonical import canonical
from connectors.readers.parquet import Parquet, texts
from schema.errors import ContractDrift, DeliveryError
from tests.connectors.toy import rows_of, wanted

SECRET = "浙江省杭州市余杭区秘密路1号"
EARLIEST, LATEST = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01")


def file_of(folder: Path, columns: dict[str, Any], **options: Any) -> Path:
    file = folder / "tddz.parquet"
    parquet.write_table(pa.table(columns), file, **options)
    return file


def test_columns_are_read_by_name_in_the_wanted_order(tmp_path: Path) -> None:
    addresses = pa.array(["永和苑", "永和苑", None]).dictionary_encode()
    file = file_of(tmp_path, {"id": pa.array([1, 2, 3]), "address": addresses, "point": pa.array([SECRET] * 3)})
    reading = Parquet().read(file, wanted(["address", "id"]))
    assert reading.new_columns == ("point",)
    assert rows_of(reading) == [
        {"address": "永和苑", "id": "1"},
        {"address": "永和苑", "id": "2"},
        {"address": None, "id": "3"},
    ]


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        ([330110199001011234, None], pa.int64(), ["330110199001011234", None]),
        ([7], pa.uint8(), ["7"]),
        ([0.1, 3.0, -0.0, 1e-7], pa.float64(), ["0.1", "3", "0", "0.0000001"]),
        ([Decimal("12.50"), Decimal("100.00")], pa.decimal128(10, 2), ["12.5", "100"]),
        ([True, False, None], pa.bool_(), ["1", "0", None]),
        ([date(2024, 5, 1)], pa.date32(), ["2024-05-01"]),
        ([datetime.fromisoformat("2024-05-01T08:30:00")], pa.timestamp("s"), ["2024-05-01 08:30:00"]),
        (
            [datetime.fromisoformat("2024-05-01T08:30:00.000250+08:00"), None],
            pa.timestamp("us", "UTC"),
            ["2024-05-01 08:30:00.000250", None],
        ),
        ([1714523400000000001], pa.timestamp("ns"), ["2024-05-01 00:30:00"]),
        ([None, None], pa.null(), [None, None]),
        (["a", ""], pa.large_string(), ["a", ""]),
    ],
)
def test_every_type_becomes_the_text_of_its_value(values: list[Any], kind: pa.DataType, expected: list[Any]) -> None:
    assert texts(pa.array(values, kind)).to_pylist() == expected
    if not pa.types.is_null(kind):
        assert texts(pa.array(values, kind).dictionary_encode()).to_pylist() == expected


@given(
    st.lists(
        st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False), max_size=10
    ),
    st.lists(st.none() | st.text(max_size=5), max_size=10),
    st.lists(st.none() | st.datetimes(EARLIEST, LATEST), max_size=10),
)
def test_values_are_those_of_a_database_driver(
    numbers: list[int | float | None], words: list[str | None], moments: list[datetime | None]
) -> None:
    for values in ([n for n in numbers if not isinstance(n, float)], [n for n in numbers if not isinstance(n, int)]):
        assert texts(pa.array(values)).to_pylist() == [canonical(value) for value in values]
    assert texts(pa.array(words, pa.string())).to_pylist() == words
    shifted = [moment and moment.replace(tzinfo=timezone(timedelta(hours=-3))) for moment in moments]
    assert texts(pa.array(shifted, pa.timestamp("us", "UTC"))).to_pylist() == [canonical(moment) for moment in shifted]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"id": pa.array([1])}, "missing address"),
        ({"id": pa.array([1]), "addr": pa.array([SECRET])}, "missing address; new and unknown: addr"),
        ({"id": pa.array([1]), "address": pa.array([[SECRET]])}, "column 'address' is of type list"),
        ({"id": pa.array([1]), "address": pa.array([{"full": SECRET}])}, "column 'address' is of type struct"),
        ({"id": pa.array([1]), "address": pa.array([SECRET.encode()])}, "column 'address' is of type binary"),
    ],
)
def test_columns_that_are_gone_or_of_another_type_stop_it(tmp_path: Path, columns: dict[str, Any], words: str) -> None:
    with pytest.raises(ContractDrift, match=words) as caught:
        Parquet().read(file_of(tmp_path, columns), wanted(["id", "address"]))
    assert "秘密路" not in str(caught.value)
    assert "tddz.parquet" in str(caught.value)


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    table = pa.table([pa.array(["1"]), pa.array([SECRET]), pa.array(["x"])], names=["id", "address", "ADDRESS"])
    parquet.write_table(table, tmp_path / "tddz.parquet")
    with pytest.raises(DamagedFile, match="column 'ADDRESS' is there twice"):
        Parquet().read(tmp_path / "tddz.parquet", wanted(["id", "address"]))


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    file = file_of(tmp_path, {"id": pa.array(range(300)), "address": pa.array([f"{SECRET}{n}" for n in range(300)])})
    content = file.read_bytes()
    for length in [*range(0, len(content), 97), len(content) - 1]:
        file.write_bytes(content[:length])
        with pytest.raises(DamagedFile, match=r"tddz.parquet: it is no whole Parquet file"):
            rows_of(Parquet().read(file, wanted(["id", "address"])))


@pytest.mark.parametrize("content", [b"", b"id,address\n1,x\n", b"PAR1" + b"\x00" * 40 + b"PAR1"])
def test_what_is_no_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tddz.parquet"
    file.write_bytes(content)
    with pytest.raises(DamagedFile, match="no whole Parquet file"):
        rows_of(Parquet().read(file, wanted(["id"])))


def test_a_page_altered_on_the_way_is_refused(tmp_path: Path) -> None:
    columns = {"id": pa.array(range(1000)), "address": pa.array([f"{SECRET}{n}" for n in range(1000)])}
    file = file_of(tmp_path, columns, write_page_checksum=True, compression="none", use_dictionary=False)
    content = bytearray(file.read_bytes())
    at = content.index(f"{SECRET}500".encode())
    content[at : at + 3] = "江".encode()
    file.write_bytes(content)
    with pytest.raises(DeliveryError) as caught:
        rows_of(Parquet().read(file, wanted(["id", "address"])))
    assert "秘密路" not in str(caught.value)


def test_a_file_that_unpacks_to_more_than_agreed_is_refused(tmp_path: Path) -> None:
    file = file_of(tmp_path, {"id": pa.array(range(200_000))}, use_dictionary=False)
    with pytest.raises(ExcessiveSize, match=r"tddz.parquet: it would unpack to 1,\d{3},\d{3} bytes"):
        Parquet(limit=1_000_000).read(file, wanted(["id"]))


def test_many_rows_come_in_portions(tmp_path: Path) -> None:
    with TemporaryDirectory() as folder:
        file = file_of(Path(folder), {"id": pa.array(range(120_000))})
        sizes = [batch.num_rows for batch in Parquet().read(file, wanted(["id"])).batches]
    assert sum(sizes) == 120_000
    assert len(sizes) > 1
