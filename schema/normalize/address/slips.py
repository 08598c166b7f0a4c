"""What delivery slips and remarks say beside the address: notes, names, telephone numbers, what is near."""

import re

from schema.normalize.address.marking import Label

_NOTE = re.compile(
    "请|勿|不要|不用|麻烦|谢谢|送货|派送|送到|发货|代收|签收|转交|自提|联系|电话|到了|提前|务必|周末|工作日|下班|上班时间|轻放|加急"
    "|^[放给](?!鹤|马)|收$|收件|先生|女士|小姐|师傅|老板$"
)
_CODE = re.compile("[0-9]{6,12}$")
_NEAR = re.compile("[(（]?(?P<near>靠近|近|靠)(?P<name>[^()（）]{2,})")


def is_note(written: str) -> bool:
    """Whether it says something to the one who brings the parcel, or to whom it goes: 放快递柜, 李女士收."""
    return _NOTE.search(written) is not None


def is_code(written: str) -> bool:
    """Whether it is a postcode or a telephone number."""
    return _CODE.match(written) is not None


def beside(text: str, start: int, end: int) -> list[Label]:
    """(近建国路): the word and what it names; nothing where it does not say what is near."""
    near = _NEAR.match(text, start, end)
    if near is None:
        return []
    label = "road" if near["name"].endswith(("路", "街", "大道")) else "poi"
    return [Label("assist", *near.span("near")), Label(label, *near.span("name"))]
