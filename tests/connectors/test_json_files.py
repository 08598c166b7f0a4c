"""JSON lines and JSON documents: read as written, or refused whole with file and place and without a value."""

import gzip
import json
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.damage import BrokenEncoding, DamagedFile, ExcessiveSize
from connectors.readers.json import JsonDocument, JsonLines
from schema.errors import ContractDrift, DeclarationError, DeliveryError
from tests.connectors.toy import rows_of, wanted

SECRET = "张秘密"
PLACES = [
    {"dmid": "1", "bzmc": "文一路", "cym": ["文 一街", '"旧"路'], "bm": []},
    {"dmid": "2", "bzmc": "谢村\u2028村", "cym": None},
    {"dmid": "3", "bzmc": "永和苑\n二期"},
]
EITHER = JsonDocument(encodings=("utf-8", "gb18030"))


def lines(folder: Path, rows: list[Any], name: str = "dm.jsonl", **options: Any) -> Path:
    """A file of lines; packed where its name says so."""
    content = "".join(json.dumps(row, ensure_ascii=False, **options) + "\n" for row in rows).encode()
    file = folder / name
    file.write_bytes(gzip.compress(content, mtime=0) if name.endswith(".gz") else content)
    return file


def document(folder: Path, rows: list[Any], encoding: str = "utf-8", **more: Any) -> Path:
    """The permits as their department writes them."""
    file = folder / "pw.json"
    text = json.dumps({"date": "2024-05-01", "items": rows, **more}, ensure_ascii=False, indent=1)
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("name", ["dm.jsonl", "dm.jsonl.gz"])
def test_lists_are_landed_as_compact_text_and_absent_columns_as_nothing(tmp_path: Path, name: str) -> None:
    reading = JsonLines(arrays=("cym", "bm")).read(lines(tmp_path, PLACES, name), wanted(["dmid", "bzmc", "cym", "bm"]))
    assert reading.new_columns == ()
    assert rows_of(reading) == [
        {"dmid": "1", "bzmc": "文一路", "cym": '["文 一街","\\"旧\\"路"]', "bm": "[]"},
        {"dmid": "2", "bzmc": "谢村\u2028村", "cym": None, "bm": None},
        {"dmid": "3", "bzmc": "永和苑\n二期", "cym": None, "bm": None},
    ]


def test_numbers_keep_every_digit_and_rounded_ones_their_exponent(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"k": 330110199001011234, "a": 12.50, "b": true, "c": 9.13301E+17, "d": 3.0}\n', encoding="utf-8")
    assert rows_of(JsonLines().read(file, wanted("kabcd"))) == [
        {"k": "330110199001011234", "a": "12.5", "b": "1", "c": "9.13301E+17", "d": "3"}
    ]
    written = '{"items": [{"k": 330110199001011234, "a": 12.50, "b": true, "c": 9.13301e+17, "d": 3.0}]}'
    file.write_text(written, encoding="utf-8")
    assert rows_of(JsonDocument().read(file, wanted("kabcd"))) == [
        {"k": "330110199001011234", "a": "12.5", "b": "1", "c": "9.13301E+17", "d": "3"}
    ]


def test_only_wanted_columns_are_read_and_new_ones_told(tmp_path: Path) -> None:
    rows = [{"a": "1", "b": SECRET, "c": SECRET}, {"A ": "2"}]
    reading = JsonLines().read(lines(tmp_path, rows[:1]), wanted(["a"], ignored=("b",)))
    assert (rows_of(reading), reading.new_columns) == ([{"a": "1"}], ("c",))
    reading = JsonLines().read(lines(tmp_path, rows[1:]), wanted(["a"]))
    assert rows_of(reading) == [{"a": "2"}]


def test_a_column_that_many_rows_lack_is_gone_and_one_that_few_lack_may_be_blank(tmp_path: Path) -> None:
    names = wanted(["a", "b"], key=("a",))
    assert rows_of(JsonLines().read(lines(tmp_path, [{"a": "1"}] * 9), names)) == [{"a": "1", "b": None}] * 9
    with pytest.raises(ContractDrift, match=r"missing b; new and unknown: bb"):
        JsonLines().read(lines(tmp_path, [{"a": "1", "bb": SECRET}] * 10), names)
    with pytest.raises(ContractDrift, match="missing a"):
        JsonLines().read(lines(tmp_path, [{"b": SECRET}]), names)
    assert rows_of(JsonLines().read(lines(tmp_path, [], "dm.jsonl.gz"), names)) == []


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (f'{{"a": "{SECRET}"}}\n{{"a": "{SECRET}', DamagedFile, "line 2"),
        (f'{{"a": "1"}}\n["{SECRET}"]\n', DamagedFile, "line 2.*no JSON object"),
        (f'{{"a": "1", "a": "{SECRET}"}}\n', DamagedFile, "line 1.*column 'a' is there twice"),
        (f'{{"a" : "1", "a" : "{SECRET}"}}\n', DamagedFile, "column 'a' is there twice"),
        (f'{{"a": {{"x": "{SECRET}"}}}}\n', ContractDrift, "column 'a' holds an object"),
        (f'{{"a": ["{SECRET}"]}}\n', ContractDrift, "column 'a' holds a list"),
        ('{"a": NaN}\n', DamagedFile, "line 1"),
        ("[" * 100_000, DamagedFile, "line 1"),
        ('{"a": "' + "x" * (17 << 20), DamagedFile, "longer than any row"),
    ],
)
def test_lines_that_do_not_fit_are_refused(
    tmp_path: Path, content: str, error: type[DeliveryError], words: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(error, match=words) as caught:
        rows_of(JsonLines().read(file, wanted(["a"])))
    assert SECRET not in str(caught.value)
    assert "a.jsonl" in str(caught.value)
    assert caught.value.next_step


def test_a_quote_and_colon_inside_a_text_is_no_second_column(tmp_path: Path) -> None:
    rows = [{"a": '见":"', "b": [{"x": 1}]}]
    reading = JsonLines(arrays=("b",)).read(lines(tmp_path, rows), wanted(["a", "b"]))
    assert rows_of(reading) == [{"a": '见":"', "b": '[{"x":1}]'}]


def test_the_byte_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = lines(tmp_path, PLACES)
    content = file.read_bytes()
    at = content.index("谢村".encode()) + 1
    file.write_bytes(content[:at] + b"\xff" + content[at + 1 :])
    with pytest.raises(BrokenEncoding, match=rf"dm.jsonl: byte {at - 1} is no utf-8 text"):
        JsonLines(arrays=("cym", "bm")).read(file, wanted(["dmid"]))


@pytest.mark.parametrize("name", ["dm.jsonl", "dm.jsonl.gz"])
def test_a_file_cut_anywhere_is_refused_unless_whole_rows_are_left(tmp_path: Path, name: str) -> None:
    content = lines(tmp_path, PLACES, name).read_bytes()
    reader, names = JsonLines(arrays=("cym", "bm")), wanted(["dmid", "bzmc"])
    whole = rows_of(reader.read(tmp_path / name, names))
    for length in range(len(content)):
        (tmp_path / name).write_bytes(content[:length])
        try:
            found = rows_of(reader.read(tmp_path / name, names))
        except (DamagedFile, BrokenEncoding):
            continue
        # nothing in a plain file tells that further lines should follow
        assert name == "dm.jsonl"
        assert content[length - 1 : length] == b"\n" or content[length : length + 1] == b"\n" or length == 0
        assert found == whole[: len(found)]


def test_a_file_that_unpacks_to_more_than_agreed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cb.jsonl.gz"
    file.write_bytes(gzip.compress(b'{"a": "1"}\n' * 500_000))
    assert file.stat().st_size < 30_000
    with pytest.raises(ExcessiveSize, match=r"cb.jsonl.gz: it holds more than 4,000,000 bytes"):
        JsonLines(limit=4_000_000).read(file, wanted(["a"]))


@given(
    st.lists(
        st.fixed_dictionaries({"a": st.text(max_size=8), "b": st.none() | st.text(max_size=8)}), min_size=1, max_size=8
    )
)
def test_what_is_written_is_read(rows: list[dict[str, str | None]]) -> None:
    with TemporaryDirectory() as folder:
        names = wanted(["a", "b"])
        assert rows_of(JsonLines().read(lines(Path(folder), rows), names)) == rows
        for encoding in ("utf-8", "gb18030"):
            assert rows_of(EITHER.read(document(Path(folder), rows, encoding), names)) == rows


def test_a_document_in_another_agreed_encoding_is_read_and_remarked_on(tmp_path: Path) -> None:
    rows = [{"a": "擎拓（浙江）家具有限公司", "b": "㐂𠮷"}]
    names = wanted(["a", "b"])
    for encoding, remarks in (("utf-8", ()), ("utf-8-sig", ()), ("gb18030", ("pw.json is gb18030, not utf-8",))):
        reading = EITHER.read(document(tmp_path, rows, encoding), names)
        assert (rows_of(reading), reading.remarks) == (rows, remarks)
    with pytest.raises(BrokenEncoding, match=r"byte \d+ is no utf-8 text"):
        JsonDocument().read(document(tmp_path, rows, "gb18030"), names)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_broken_byte_is_told_and_no_reason_to_read_it_otherwise(tmp_path: Path, encoding: str) -> None:
    file = document(tmp_path, [{"a": f"第{number}号企业", "b": "余杭区"} for number in range(20)], encoding)
    content = file.read_bytes()
    at = content.index("第7号".encode(encoding))
    file.write_bytes(content[:at] + b"\xff" + content[at + 1 :])
    with pytest.raises(BrokenEncoding, match=rf"pw.json: byte {at} is no {encoding} text"):
        EITHER.read(file, wanted(["a", "b"]))


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (f'{{"items": [{{"a": "{SECRET}"}}', DamagedFile, "no whole JSON document from line 1"),
        (f'{{"rows": [{{"a": "{SECRET}"}}]}}', ContractDrift, "has no 'items'"),
        (f'[{{"a": "{SECRET}"}}]', ContractDrift, "has no 'items'"),
        (f'{{"items": {{"a": "{SECRET}"}}}}', DamagedFile, "no list of objects"),
        (f'{{"items": ["{SECRET}"]}}', DamagedFile, "no list of objects"),
        (f'{{"items": [{{"a": "1", "a": "{SECRET}"}}]}}', DamagedFile, "column 'a' is there twice"),
        ('{"items": [{"a": Infinity}]}', DamagedFile, "it is no JSON"),
        ('{"items": ' + "[" * 100_000, DamagedFile, "no JSON|no whole JSON"),
        ("", DamagedFile, "no whole JSON document"),
    ],
)
def test_a_document_that_does_not_fit_is_refused(
    tmp_path: Path, text: str, error: type[DeliveryError], words: str
) -> None:
    file = tmp_path / "pw.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=words) as caught:
        rows_of(EITHER.read(file, wanted(["a"])))
    assert SECRET not in str(caught.value)
    assert "pw.json" in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_document_cut_anywhere_is_refused(tmp_path: Path, encoding: str) -> None:
    content = document(tmp_path, [{"a": "一", "b": "余杭"}, {"a": "二", "b": ""}], encoding).read_bytes()
    for length in range(len(content)):
        (tmp_path / "pw.json").write_bytes(content[:length])
        with pytest.raises((DamagedFile, BrokenEncoding)):
            EITHER.read(tmp_path / "pw.json", wanted(["a", "b"]))


@pytest.mark.parametrize(
    ("stated", "expected"), [("2024-05-20", "2024-05-20"), ("2024-05-20T08:00:00+08:00", "2024-05-20T08:00:00")]
)
def test_the_day_that_a_document_states_is_its_day(tmp_path: Path, stated: str, expected: str) -> None:
    file = document(tmp_path, [{"a": "1"}], date=stated)
    assert JsonDocument(date="date").read(file, wanted(["a"])).as_of == datetime.fromisoformat(expected)
    assert JsonDocument().read(file, wanted(["a"])).as_of is None
    for unreadable in ("五月", None, ["2024-05-20"]):
        assert JsonDocument(date="date").read(document(tmp_path, [], date=unreadable), wanted(["a"])).as_of is None


def test_a_document_larger_than_agreed_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ExcessiveSize, match="more than 100 bytes"):
        JsonDocument(limit=100).read(document(tmp_path, PLACES), wanted(["dmid"]))


def test_an_unknown_encoding_fails_where_it_is_declared() -> None:
    with pytest.raises(DeclarationError, match=r"test_json_files.py:\d+.*no encoding 'gb18300'"):
        JsonDocument(encodings=("utf-8", "gb18300"))
