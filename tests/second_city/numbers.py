"""Identifiers with their check digits: resident id (GB 11643), credit code (GB 32100), registration number, phones."""

from datetime import date

from tests.second_city.chance import Chance

_ID_WEIGHTS = tuple(2 ** (17 - i) % 11 for i in range(17))
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = tuple(3**i % 31 for i in range(17))
_ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE_HEADS = (
    "134",
    "135",
    "137",
    "138",
    "139",
    "150",
    "151",
    "152",
    "157",
    "158",
    "159",
    "166",
    "173",
    "178",
    "182",
)
_MOBILE_HEADS_NEW = ("183", "186", "187", "188", "189", "191", "198", "199", "130", "131", "132", "155", "156", "177")


def resident_id(division: str, birth: date, sequence: int) -> str:
    body = f"{division}{birth:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def short_id(long_id: str) -> str:
    """The 15-digit form that was issued until 1999: no century, no check digit."""
    return long_id[:6] + long_id[8:17]


def organization_code(body: str) -> str:
    total = sum(_ORG_ALPHABET.index(sign) * weight for sign, weight in zip(body, _ORG_WEIGHTS, strict=True))
    return body + "0123456789X0"[(11 - total % 11) % 11]


def credit_code(head: str, division: str, organization: str) -> str:
    body = head + division + organization
    total = sum(_CODE_ALPHABET.index(sign) * weight for sign, weight in zip(body, _CODE_WEIGHTS, strict=True))
    return body + _CODE_ALPHABET[(31 - total % 31) % 31]


def registration_number(body: str) -> str:
    """14 digits and the ISO 7064 MOD 11,10 digit."""
    product = 10
    for digit in body:
        product = (product + int(digit)) % 10 or 10
        product = product * 2 % 11
    return body + str((11 - product) % 10)


def mobile(chance: Chance) -> str:
    heads = _MOBILE_HEADS if chance.hit(0.6) else _MOBILE_HEADS_NEW
    return chance.choice(heads) + chance.digits(8)


def landline(chance: Chance) -> str:
    """Area code and eight digits without separator: 057186123456."""
    return "0571" + chance.choice(("86", "88", "89", "26", "81")) + chance.digits(6)


def break_digit(number: str, chance: Chance) -> str:
    """One digit wrong, or two neighbours swapped; never the original."""
    while True:
        place = chance.randrange(1, len(number) - 1)
        if chance.hit(0.5):
            wrong = number[:place] + chance.choice("0123456789") + number[place + 1 :]
        else:
            wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        if wrong != number:
            return wrong
