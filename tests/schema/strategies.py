"""Texts as departments type them, and valid numbers of each kind, made from the standards' own rules."""

from datetime import date

from hypothesis import strategies as st

from schema.identifiers import credit_code, organization_code, registration_number, resident_id
from schema.normalize.divisions import known_codes
from schema.normalize.reference import words
from schema.normalize.surnames import surname_weights

_TYPED = (
    "0123456789XxOIl*?×·•.．-—/、,;|()（）#＃ 　　＊Ａ１８９\ue123\ufffd𠮷"
    "号幢栋楼单元室年月日时分秒万亿元￥人张三李欧阳某先生女士店厂有限公司曾用名"
)

anything = st.text(max_size=40)
"""Any text that Unicode allows."""

typed = st.text(alphabet=_TYPED, max_size=30)
"""Texts of the characters that rules look at."""

birth_dates = st.dates(date(1900, 1, 2), date(2024, 12, 31))
divisions = st.sampled_from(sorted(code for code in known_codes() if code[:2] not in {"71", "81", "82"}))
_han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="某无测名未不空待本户业房租群")


@st.composite
def resident_ids(draw: st.DrawFn, *, centuries: range = range(19, 21)) -> str:
    """Valid numbers of 18 characters."""
    born = draw(birth_dates.filter(lambda day: day.year // 100 in centuries))
    first_17 = f"{draw(divisions)}{born:%Y%m%d}{draw(st.integers(1, 999)):03d}"
    return first_17 + resident_id.check_character(first_17)


@st.composite
def organization_codes(draw: st.DrawFn) -> str:
    """Valid codes of 9 characters that repeat no character eight times."""
    first_8 = draw(st.text("0123456789ABCDEFGH", min_size=8, max_size=8).filter(lambda text: len(set(text)) > 2))
    return first_8 + organization_code.check_character(first_8)


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    """Valid codes of 18 characters with a sound organisation code inside."""
    first_17 = f"9{draw(st.sampled_from('123'))}{draw(divisions)}{draw(organization_codes())}"
    return first_17 + credit_code.check_character(first_17)


@st.composite
def registration_numbers(draw: st.DrawFn) -> str:
    """Valid numbers of 15 digits."""
    first_14 = f"{draw(divisions)}{draw(st.integers(0, 10**8 - 1)):08d}"
    return first_14 + registration_number.check_character(first_14)


mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True).filter(lambda number: len(set(number[3:])) > 3)


_BODIES = frozenset(words("bodies.txt"))
"""学校 is nobody's given name."""


@st.composite
def person_names(draw: st.DrawFn) -> str:
    """Chinese names of two to four characters that no rule takes for something else."""
    given = st.text(_han, min_size=1, max_size=2).filter(lambda name: name not in _BODIES)
    return draw(st.sampled_from(sorted(surname_weights()))) + draw(given)
