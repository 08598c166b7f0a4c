"""CSV and delimited text: read as written, or refused whole with file and place and without a value."""

import gzip
import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.damage import BrokenEncoding, ChecksumMismatch, DamagedFile, MissingDelivery
from connectors.readers.csv import Csv
from connectors.readers.delimited import Delimited
from schema.errors import ContractDrift, DeliveryError
from tests.connectors.toy import rows_of, wanted

SECRET = "张秘密"


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "dz_202401.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_quotes_line_breaks_marks_and_blank_lines_are_read(tmp_path: Path) -> None:
    file = csv_file(tmp_path, '\ufeff编号,地址,备注\r\n1,"文一路\r\n""西"" 1,2号",x\r\n\r\n2,半"引号",\r\n')
    assert rows_of(Csv().read(file, wanted(["编号", "地址"]))) == [
        {"编号": "1", "地址": '文一路\r\n"西" 1,2号'},
        {"编号": "2", "地址": '半"引号"'},
    ]


def test_a_header_below_titles_in_another_order_and_width_is_found(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "地址清单,,\n二〇二四年,,\n地 址,ＩＤ,新列\n西溪路1号,7,x\n", "gb18030")
    reading = Csv(encoding="gb18030").read(file, wanted(["id", "地址"]))
    assert reading.new_columns == ("新列",)
    assert rows_of(reading) == [{"id": "7", "地址": "西溪路1号"}]


def test_ignored_columns_are_known_and_not_read(tmp_path: Path) -> None:
    reading = Csv().read(csv_file(tmp_path, f"a,b\n1,{SECRET}\n"), wanted(["a"], ignored=("b",)))
    assert reading.new_columns == ()
    assert rows_of(reading) == [{"a": "1"}]


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (f"a,b\n1,{SECRET}\n2\n", DamagedFile, "row 3 has 1 columns instead of 2"),
        (f"a,b\n1,{SECRET},3\n", DamagedFile, "row 2 has 3 columns instead of 2"),
        (f'a,b\n1,"{SECRET}', DamagedFile, "inside a quoted field"),
        (f'a,b\n1,"{SECRET}\n2,x\n', DamagedFile, "inside a quoted field"),
        (f"a,a,b\n1,{SECRET},3\n", DamagedFile, "column 'a' is there twice"),
        (f"a,c\n1,{SECRET}\n", ContractDrift, "missing b; new and unknown: c"),
        ("", DamagedFile, "it is empty"),
        ("\n", ContractDrift, "missing a, b"),
        (f"a,b\n1,{SECRET}\na,b\n2,x\n", DamagedFile, "the header is there again as row 2 of the data"),
        (f'a,b\n1,"x"{SECRET}"y"\n', DamagedFile, "line 2 has a quote inside a quoted field"),
        (f"a,b\n1,{SECRET}\0\n", DamagedFile, "byte 15 is zero"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, content: str, error: type[DeliveryError], words: str) -> None:
    with pytest.raises(error) as caught:
        rows_of(Csv().read(csv_file(tmp_path, content), wanted(["a", "b"])))
    assert words in str(caught.value)
    assert "toy.table dz_202401.csv" in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("rows", [3, 100_000])
def test_a_broken_byte_is_told_by_its_offset(tmp_path: Path, rows: int) -> None:
    whole = ("a,b\n" + "张,三\n" * rows).encode("gb18030")
    file = tmp_path / "cut.csv"
    file.write_bytes(whole[:-2])
    with pytest.raises(BrokenEncoding, match=f"byte {len(whole) - 3} is no gb18030 text"):
        rows_of(Csv(encoding="gb18030").read(file, wanted(["a", "b"])))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
"""Fields as a CSV writer may get them; quotes and separators among them, control characters not."""


@given(st.lists(st.tuples(TEXTS, TEXTS.map(lambda text: f'{text},\n"{text}')), max_size=6))
def test_what_is_written_is_read(rows: list[tuple[str, str]]) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    with TemporaryDirectory() as folder:
        text = "".join(",".join(map(quoted, row)) + "\r\n" for row in (("a", "b"), *rows))
        read = rows_of(Csv().read(csv_file(Path(folder), text), wanted(["a", "b"])))
    assert [(row["a"], row["b"]) for row in read] == rows


FORM = Delimited(columns=("op", "id", "name"), encoding="gb18030", done=".ok")


def delta(folder: Path, text: str, lines: int, md5: str | None = None) -> Path:
    """A gzip file and the file that vouches for it."""
    file = folder / "yh_20240101.txt.gz"
    content = text.encode("gb18030")
    file.write_bytes(gzip.compress(content, mtime=0))
    summed = md5 or hashlib.md5(content, usedforsecurity=False).hexdigest()
    (folder / "yh_20240101.ok").write_text(f"{lines} {summed}\n")
    return file


@pytest.mark.parametrize("ending", ["\n", "", "\r\n"])
def test_delimited_lines_are_read_with_quotes_as_they_are(tmp_path: Path, ending: str) -> None:
    file = delta(tmp_path, f'A|1|"张三\nU|2|李四{ending}', 2)
    assert rows_of(FORM.read(file, wanted(["id", "name"]))) == [
        {"id": "1", "name": '"张三'},
        {"id": "2", "name": "李四"},
    ]


def test_the_checksum_may_be_of_the_packed_file(tmp_path: Path) -> None:
    file = delta(tmp_path, "A|1|张三\n", 1)
    (tmp_path / "yh_20240101.ok").write_text(f"1\t{hashlib.md5(file.read_bytes()).hexdigest().upper()}")
    assert len(rows_of(FORM.read(file, wanted(["id"])))) == 1


@pytest.mark.parametrize(
    ("lines", "md5", "words"),
    [(2, None, "it has 1 lines, yh_20240101.ok states 2"), (1, "0" * 32, "md5 is not the one")],
)
def test_a_file_unlike_its_voucher_is_refused(tmp_path: Path, lines: int, md5: str | None, words: str) -> None:
    file = delta(tmp_path, f"A|1|{SECRET}\n", lines, md5)
    with pytest.raises(ChecksumMismatch) as caught:
        rows_of(FORM.read(file, wanted(["id"])))
    assert words in str(caught.value)
    assert SECRET not in str(caught.value)


def test_without_its_voucher_a_file_is_not_finished(tmp_path: Path) -> None:
    file = delta(tmp_path, "A|1|张三\n", 1)
    (tmp_path / "yh_20240101.ok").unlink()
    with pytest.raises(MissingDelivery, match=r"no yh_20240101\.ok beside it"):
        FORM.read(file, wanted(["id"]))


def test_a_voucher_that_states_nothing_is_refused(tmp_path: Path) -> None:
    file = delta(tmp_path, "A|1|张三\n", 1)
    (tmp_path / "yh_20240101.ok").write_text("fertig")
    with pytest.raises(ChecksumMismatch, match="does not hold 'lines md5'"):
        FORM.read(file, wanted(["id"]))


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_cut_gzip_is_refused(tmp_path: Path, kept: float) -> None:
    file = delta(tmp_path, "".join(f"A|{n}|张三{n}\n" for n in range(5000)), 5000)
    packed = file.read_bytes()
    file.write_bytes(packed[: int(len(packed) * kept)])
    with pytest.raises(DamagedFile, match="cannot be read to its end"):
        rows_of(FORM.read(file, wanted(["id"])))


def test_a_line_with_too_many_fields_is_refused(tmp_path: Path) -> None:
    file = delta(tmp_path, f"A|1|张三\nA|2|{SECRET}|x\n", 2)
    with pytest.raises(DamagedFile, match="row 2 has 4 columns instead of 3"):
        rows_of(FORM.read(file, wanted(["id"])))
