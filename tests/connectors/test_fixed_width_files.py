"""Fixed width in bytes: a character cut by its field's end is the only thing lost, and it is said."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.catalogue import SYSTEMS
from connectors.damage import BrokenEncoding, DamagedFile
from connectors.readers.fixed_width import FixedWidth
from connectors.source import AddressMap, FullDrop, PersonMap, Table
from schema.errors import DeclarationError, DeliveryError
from tests.connectors import toy
from tests.connectors.toy import rows_of, wanted

SECRET = "张秘密"
WIDTHS = {"户号": 6, "户名": 8, "地址": 12, "状态": 1}
READER = FixedWidth(WIDTHS, encoding="gb18030")
NAMES = wanted(["户号", "户名", "地址", "状态"])


def line(*fields: str, widths: dict[str, int] = WIDTHS) -> bytes:
    """One row as the owner's program writes it: cut and filled up in bytes."""
    cut = (text.encode("gb18030")[:width].ljust(width) for text, width in zip(fields, widths.values(), strict=True))
    return b"".join(cut)


def lines_of(folder: Path, rows: list[bytes], end: bytes = b"\r\n", last: bool = True) -> Path:
    file = folder / "ysh.txt"
    file.write_bytes(end.join(rows) + (end if last and rows else b""))
    return file


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False], ids=["with-last-end", "without"])
def test_fields_are_cut_out_by_bytes(tmp_path: Path, end: bytes, last: bool) -> None:
    rows = [line("S1", "王小二", "永和苑3-201", "1"), line("", "", "", "0")]
    assert rows_of(READER.read(lines_of(tmp_path, rows, end, last), NAMES)) == [
        {"户号": "S1", "户名": "王小二", "地址": "永和苑3-201", "状态": "1"},
        {"户号": "", "户名": "", "地址": "", "状态": "0"},
    ]


def test_only_wanted_columns_are_read(tmp_path: Path) -> None:
    file = lines_of(tmp_path, [line("S1", SECRET, "永和苑", "1")])
    file.write_bytes(file.read_bytes().replace(SECRET.encode("gb18030"), b"\xff" * 6))
    assert rows_of(READER.read(file, wanted(["户号"], ignored=("户名", "地址", "状态")))) == [{"户号": "S1"}]


def test_a_character_cut_in_two_is_marked_and_the_next_field_is_whole(tmp_path: Path) -> None:
    rows = [line("S1", "阿依古丽", "乔司1街永和苑", "1"), line("S2", "a㐂𠮷", "12345678901𠮷", "1")]
    assert rows_of(READER.read(lines_of(tmp_path, rows), NAMES)) == [
        {"户号": "S1", "户名": "阿依古丽", "地址": "乔司1街永和\ufffd", "状态": "1"},
        {"户号": "S2", "户名": "a㐂\ufffd", "地址": "12345678901\ufffd", "状态": "1"},
    ]


def test_the_cut_is_said_by_a_rejection_and_the_rest_of_the_text_stays(tmp_path: Path) -> None:
    table = Table(
        "water",
        key=("户号",),
        reader=READER,
        records=(AddressMap(text="地址"), PersonMap(name="户名")),
        ignore=("状态",),
    )
    hub = toy.Hub(tmp_path, toy.system(table, delivery=FullDrop("ysh.txt")))
    lines_of(hub.drop, [line("S1", "王小二", "乔司1街永和苑", "1"), line("S2", "李四", "乔司1街", "1")])
    mapped = hub.sync()
    assert (mapped.recorded, mapped.rejected) == (2, 1)
    assert [row["rule"] for row in hub.relation(mapped, "rejection")] == ["text.cut"]
    assert {row["address_text"] for row in hub.relation(mapped, "address")} == {"乔司1街永和", "乔司1街"}


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (line("S1", SECRET, "永和苑", "1")[:-1], DamagedFile, "line 1 at byte 0 has 26 bytes instead of 27"),
        (line("S1", SECRET, "永和苑", "1") + b"1\n", DamagedFile, "line 1 at byte 0 has 28 bytes"),
        (line("S1", SECRET, "", "1") + b"\n\n" + line("S2", "", "", "1"), DamagedFile, "line 2 at byte 28 has 0 bytes"),
        ("S1    张秘密  永和苑      1\n".encode(), DamagedFile, "line 1 at byte 0 has 33 bytes|line 1 at byte 0"),
        (b"S1    " + b"\xff" * 8 + b" " * 12 + b"1\n", BrokenEncoding, "line 1: column '户名': byte 6 is no gb18030"),
        (b"x" * 5_000_000, DamagedFile, "line 1 at byte 0"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, content: bytes, error: type[DeliveryError], words: str) -> None:
    file = tmp_path / "ysh.txt"
    file.write_bytes(content)
    with pytest.raises(error, match=words) as caught:
        rows_of(READER.read(file, NAMES))
    assert SECRET not in str(caught.value)
    assert "toy.table ysh.txt" in str(caught.value)
    assert caught.value.next_step


def test_a_file_cut_anywhere_is_refused_unless_whole_lines_are_left(tmp_path: Path) -> None:
    content = lines_of(tmp_path, [line(f"S{n}", "王小二", "永和苑3-201", "1") for n in range(4)]).read_bytes()
    whole = rows_of(READER.read(tmp_path / "ysh.txt", NAMES))
    width = sum(WIDTHS.values())
    for length in range(1, len(content)):
        (tmp_path / "ysh.txt").write_bytes(content[:length])
        if length % (width + 2) in (0, width, width + 1):
            # nothing tells that more lines should follow: landing notices that the last rows are gone
            assert rows_of(READER.read(tmp_path / "ysh.txt", NAMES)) == whole[: (length + 2) // (width + 2)]
        else:
            with pytest.raises(DamagedFile):
                rows_of(READER.read(tmp_path / "ysh.txt", NAMES))


_PRINTABLE = st.text(st.characters(codec="gb18030", exclude_categories=("Cc", "Cs", "Zs")), max_size=12)


@given(st.lists(st.tuples(_PRINTABLE, _PRINTABLE, _PRINTABLE, st.sampled_from("01")), min_size=1, max_size=6))
def test_no_more_than_the_cut_character_is_lost(rows: list[tuple[str, str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        file = lines_of(Path(folder), [line(*row) for row in rows])
        for row, found in zip(rows, rows_of(READER.read(file, NAMES)), strict=True):
            for text, (name, width) in zip(row, WIDTHS.items(), strict=True):
                assert found[name] == _what_fits(text, width)


def _what_fits(text: str, width: int) -> str:
    """Character by character: all that fit whole, and a mark where half of the next one does."""
    kept, used = "", 0
    for character in text:
        size = len(character.encode("gb18030"))
        if used + size > width:
            return kept + ("\ufffd" if used < width else "")
        kept, used = kept + character, used + size
    return kept


def test_a_width_or_column_that_cannot_be_fails_where_it_is_declared() -> None:
    with pytest.raises(DeclarationError, match=r"test_fixed_width_files.py:\d+.*width of at least one byte"):
        FixedWidth({"a": 0})
    with pytest.raises(DeclarationError, match="no encoding 'gbx'"):
        FixedWidth({"a": 1}, encoding="gbx")
    with pytest.raises(DeclarationError, match="has no column '户主'"):
        Table("water", key=("户号",), reader=READER, records=(PersonMap(name="户主"),))


def test_the_water_company_s_line_is_155_bytes_long() -> None:
    reader = SYSTEMS["water_customers"].table("ysh").reader
    assert isinstance(reader, FixedWidth)
    assert sum(reader.widths.values()) == 155
