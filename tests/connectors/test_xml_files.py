"""XML: rows in the root or in groups, in the encoding stated; bombs, cuts and doubtful documents are refused."""

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.damage import BrokenEncoding, DamagedFile
from connectors.readers.xml import Xml
from connectors.reading import Wanted
from schema.errors import ContractDrift, DeliveryError
from tests.connectors.toy import rows_of, wanted

SECRET = "张秘密"
ROWS = [
    {"id": "AQ1", "name": "杭州某某化工有限公司", "risk": "A"},
    {"id": 'AQ"2', "name": "甲<乙>&丙", "risk": ""},
    {"id": "AQ3", "name": "  𠮷㐂  ", "risk": "D"},
]
BOMB = '<!DOCTYPE aq [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)
)


def firms(columns: str = "id name risk", **options: object) -> Wanted:
    """What the tests want of the elements `enterprise`."""
    return Wanted("toy", "enterprise", tuple(columns.split()), frozenset(columns.split()), key=("id",), **options)


def document(
    file: Path, rows: list[dict[str, str]], encoding: str = "UTF-8", *, grouped: bool = False, more: str = ""
) -> Path:
    """A document as its department writes it: `id` is an attribute; what the encoding lacks becomes a reference."""
    elements = "".join(
        f"<enterprise id={quoteattr(row['id'])}>"
        + "".join(
            f"<{name}>{escape(text)}</{name}>" if text else f"<{name}/>" for name, text in row.items() if name != "id"
        )
        + "</enterprise>\n"
        for row in rows
    )
    body = f"<enterprises>{elements}</enterprises>" if grouped else elements
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<aq>\n{body}{more}</aq>\n'
    file.write_bytes(text.encode(encoding, errors="xmlcharrefreplace"))
    return file


def raw(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "aq_202405.xml"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize("grouped", [False, True], ids=["flat", "grouped"])
@pytest.mark.parametrize("encoding", ["UTF-8", "utf8", "GBK", "gb2312", "GB18030"])
def test_attributes_and_elements_are_columns(tmp_path: Path, encoding: str, grouped: bool) -> None:
    other = '<accident no="1"><unit>x</unit><enterprise>别的</enterprise></accident>'
    file = document(tmp_path / "aq_202405.xml", ROWS, encoding, grouped=grouped, more=other)
    assert rows_of(Xml().read(file, firms())) == ROWS
    accidents = Wanted("toy", "x", ("no", "unit"), frozenset(("no", "unit", "enterprise")), key=("no",))
    assert rows_of(Xml(element="accident").read(file, accidents)) == [{"no": "1", "unit": "x"}]


def test_absent_elements_are_nothing_empty_ones_empty_and_new_ones_told(tmp_path: Path) -> None:
    text = '<aq xmlns="urn:aq"><Enterprise id="1"><name/><note>x</note></Enterprise><enterprise id="2"/></aq>'
    reading = Xml().read(raw(tmp_path, text), firms())
    assert reading.new_columns == ("note",)
    assert rows_of(reading) == [{"id": "1", "name": "", "risk": None}, {"id": "2", "name": None, "risk": None}]


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (f"{BOMB}]><aq><enterprise id='1'><name>&i;</name></enterprise></aq>", DamagedFile, "document type"),
        (f'<!DOCTYPE aq SYSTEM "http://x/{SECRET}"><aq/>', DamagedFile, "document type"),
        (
            '<!DOCTYPE aq [<!ENTITY x SYSTEM "file:///etc/hostname">]><aq><enterprise id="1"><name>&x;</name>'
            "</enterprise></aq>",
            DamagedFile,
            "document type",
        ),
        (f"<aq><enterprise id='1'><name>{SECRET}&nbsp;</name></enterprise></aq>", DamagedFile, "line 1, character"),
        (f"<aq>\n<enterprise id='1'><name>{SECRET}</nane></enterprise></aq>", DamagedFile, "line 2, character"),
        (f"<aq>\n<enterprise id='1'><name>{SECRET}\x00</name></enterprise></aq>", DamagedFile, "byte 39 is zero"),
        (f"<aq><enterprise id='1'><name>{SECRET}</name><name>x</name></enterprise></aq>", DamagedFile, "there twice"),
        ("<aq><enterprise id='1'><id>2</id></enterprise></aq>", DamagedFile, "column 'id' is there twice"),
        ("<aq>" + "<g>" * 100_000, DamagedFile, "deeper than"),
        ("<aq/><aq/>", DamagedFile, "no whole XML document"),
        ("", DamagedFile, "no whole XML document"),
        ("<aq>" + "<enterprise id='1'><nome>x</nome></enterprise>" * 12 + "</aq>", ContractDrift, "missing name, risk"),
        (
            f"<aq><enterprise id='1'><name><first>{SECRET}</first></name></enterprise></aq>",
            ContractDrift,
            "column 'name' holds an object",
        ),
        ('<?xml version="1.0" encoding="latin1"?><aq/>', DamagedFile, "said to be in 'latin1'"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, text: str, error: type[DeliveryError], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        rows_of(Xml().read(raw(tmp_path, text), firms()))
    assert SECRET not in str(caught.value)
    assert "aq_202405.xml" in str(caught.value)
    assert caught.value.next_step


@pytest.mark.parametrize(("stated", "written"), [("UTF-8", "gbk"), ("GBK", "utf-8"), ("utf-8", "utf-16")])
def test_another_encoding_than_stated_is_refused(tmp_path: Path, stated: str, written: str) -> None:
    text = f'<?xml version="1.0" encoding="{stated}"?><aq><enterprise id="1"><name>余杭</name></enterprise></aq>'
    with pytest.raises(BrokenEncoding):
        rows_of(Xml().read(raw(tmp_path, text, written), firms()))


def test_the_byte_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = document(tmp_path / "aq_202405.xml", ROWS, "GBK")
    content = file.read_bytes()
    at = content.index("某某".encode("gbk"))
    file.write_bytes(content[:at] + b"\xff" + content[at + 1 :])
    with pytest.raises(BrokenEncoding, match=rf"byte {at} is no gb18030 text"):
        rows_of(Xml().read(file, firms()))


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_a_document_cut_anywhere_is_refused(tmp_path: Path, encoding: str) -> None:
    file = document(tmp_path / "aq_202405.xml", ROWS, encoding)
    content = file.read_bytes()
    for length in range(len(content) - 1):
        file.write_bytes(content[:length])
        with pytest.raises((DamagedFile, BrokenEncoding)):
            rows_of(Xml().read(file, firms()))


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))


@given(
    st.lists(st.fixed_dictionaries({"id": _TEXT, "name": _TEXT, "risk": _TEXT}), max_size=6),
    st.sampled_from(["UTF-8", "GBK"]),
    st.booleans(),
)
def test_what_is_written_is_read(rows: list[dict[str, str]], encoding: str, grouped: bool) -> None:
    with TemporaryDirectory() as folder:
        file = document(Path(folder) / "aq.xml", rows, encoding, grouped=grouped)
        assert rows_of(Xml().read(file, firms())) == rows


def test_a_large_document_is_read_in_portions(tmp_path: Path) -> None:
    rows = [{"id": str(number), "name": f"第{number}号企业", "risk": "B"} for number in range(30_000)]
    file = document(tmp_path / "aq.xml", rows, "GBK")
    reading = Xml(element="enterprise").read(file, wanted(["id"], ignored=("name", "risk")))
    sizes = [batch.num_rows for batch in reading.batches]
    assert sum(sizes) == 30_000
    assert len(sizes) > 1


@pytest.mark.parametrize("more", ["<p>系统维护中</p>", "<body><p>系统维护中</p></body>"], ids=["flat", "grouped"])
def test_a_document_of_something_else_is_refused_though_nothing_was_before(tmp_path: Path, more: str) -> None:
    file = document(tmp_path / "aq.xml", [], more=more)
    with pytest.raises(ContractDrift, match="its root is <aq>, and no element in it is called 'enterprise'"):
        Xml().read(file, firms())


@pytest.mark.parametrize("page", ["<html/>", "<HTML><body/></HTML>"])
def test_an_empty_page_of_a_web_server_is_refused(tmp_path: Path, page: str) -> None:
    (tmp_path / "aq.xml").write_text(page, encoding="utf-8")
    with pytest.raises(ContractDrift, match=r"its root is <(html|HTML)>, and no element"):
        Xml().read(tmp_path / "aq.xml", firms())


@pytest.mark.parametrize(("more", "is_told"), [("", True), ("<accidents/>", True), ("<accident no='1'/>", False)])
def test_a_document_with_nothing_in_it_is_remarked_on(tmp_path: Path, more: str, is_told: bool) -> None:
    file = document(tmp_path / "aq.xml", [], more=more)
    told = ("aq.xml: nothing is in its root <aq>; is it the right document?",)
    reading = Xml().read(file, firms(tables=("enterprise", "accident")))
    assert reading.remarks == (told if is_told else ())


@pytest.mark.parametrize("more", ["", "<accidents/>", "<accident no='1'/>", "<list><accident no='1'/></list>"])
def test_a_document_without_rows_of_one_table_may_be_right(tmp_path: Path, more: str) -> None:
    file = document(tmp_path / "aq.xml", [], more=more)
    assert rows_of(Xml().read(file, firms(tables=("enterprise", "accident")))) == []
