"""What a clerk can change in each table: which column is whose, and how a new row is numbered."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from tests.second_city.chance import Chance

Row = dict[str, object]
Table = tuple[str, str]


@dataclass(frozen=True)
class Desk:
    """`subject` is the truth's field of who the row is about; `name`, `phone` and `address` are columns, '' for none.

    `cut` is the width and encoding of an address that is cut; `state` a column with other values that it can take.
    """

    key: tuple[str, ...]
    subject: str = ""
    phone: str = ""
    address: str = ""
    cursor: str = ""
    loses: bool = False
    """A full list: a row that is gone was deleted."""
    state: tuple[str, tuple[object, ...]] = ("", ())
    cut: tuple[int, str] | None = None
    names: float = 0.2
    """Of firms with a new name: written down here."""
    renew: Callable[[Row, int, Chance], None] | None = None
    """Gives a copied row a key of its own; by default the last number in the key column grows."""


def key_of(row: Row, desk: Desk) -> str:
    """As the truth writes it; '' for a row that has lost its key."""
    parts = [row.get(name) for name in desk.key]
    return "|".join(_text(part) for part in parts) if all(part not in (None, "") for part in parts) else ""


def _text(value: object) -> str:
    return value.decode("ascii").strip() if isinstance(value, bytes) else str(value)


def grown(value: object, step: int) -> object:
    """The last number in it, larger by `step`, in the same type and with its zeros."""
    if isinstance(value, int):
        return value + step
    if isinstance(value, bytes):
        return str(grown(_text(value), step)).encode("ascii")
    return re.sub(r"\d+(?=\D*$)", lambda found: str(int(found[0]) + step).zfill(len(found[0])), str(value))


def _another_guid(row: Row, step: int, chance: Chance) -> None:
    row["rid"] = str(uuid.UUID(int=chance.getrandbits(128))).upper()


def _another_start(row: Row, step: int, chance: Chance) -> None:
    row["aac030"], row["aac031"] = 20240601 + step % 28, "1"


def _another_register(row: Row, step: int, chance: Chance) -> None:
    row["学籍号"] = f"L{33_011_900_000_000_000 + step:018d}"


def _another_permit(row: Row, step: int, chance: Chance) -> None:
    permit = str(row["permit_no"])
    row["permit_no"] = f"{permit[:-3]}{(int(permit[-3:]) + 400 + step) % 1000:03d}"


def _full(key: str, subject: str, phone: str, address: str, state: tuple[str, tuple[object, ...]] = ("", ())) -> Desk:
    return Desk((key,), subject, phone, address, loses=True, state=state)


DESKS: dict[Table, Desk] = {
    ("police_hukou", "t_czrk"): Desk(("rybh",), "xm", "lxdh", "hjdxz", "gxsj"),
    ("police_floating", "ldrk_djxx"): Desk(("id",), "xm", "lxdh", "xzz", "gxsj"),
    ("police_address", "dz"): _full("地址编码", "", "", "", ("状态", ("停用", "在用"))),
    ("court_cases", "cases"): Desk(("ah",), cursor="gxsj", state=("jarq", ("2024-06-03", "2024-06-04"))),
    ("fire_supervision", "重点单位"): _full("单位编号", "单位名称", "联系电话", "单位地址"),
    ("fire_supervision", "火灾警情"): _full("警情编号", "", "", "", ("受伤人数", (0, 1, 2))),
    ("hr_insurance", "ac01"): Desk(("aac001",), "aac003", "aae005", "aae006", "aae036", cut=(100, "utf-8")),
    ("hr_insurance", "ab01"): Desk(("aab001",), "aab004", "aae005", "aae006", "aae036", cut=(100, "utf-8")),
    ("hr_insurance", "ac02"): Desk(
        ("aac001", "aab001", "aac030"), cursor="aae036", state=("aac031", ("2", "3")), renew=_another_start
    ),
    ("hr_inspection", "jc"): _full("案件编号", "用人单位", "", "单位地址", ("处理结果", ("调解结案", "撤诉"))),
    ("urban_management", "shop"): Desk(("shop_id",), "shop_name", "phone", "address", "update_time"),
    ("urban_management", "city_event"): Desk(
        ("event_no",), cursor="update_time", state=("closed_at", ("2024-06-05 10:00:00",))
    ),
    ("telecom_subscribers", "yh"): _full("用户编号", "客户名称", "联系电话", "装机地址", ("状态", ("0", "1"))),
    ("market_registry", "e_baseinfo"): Desk(
        ("pripid",), "entname", "", "dom", "s_ext_timestamp", state=("regstate", ("1", "2", "3")), names=1.0
    ),
    ("market_registry", "e_alter"): Desk(("altid",), cursor="s_ext_timestamp"),
    ("tax_register", "swdj"): _full("djxh", "nsrmc", "lxdh", "zcdz", ("nsrzt", ("03", "05", "07"))),
    ("housing_lease", "lease"): Desk(("contract_no", "party"), "name", "phone", "", "updated_at"),
    ("land_realestate", "bdc_fw"): Desk(("bdcdyh",), cursor="djsj", state=("zt", ("0", "1"))),
    ("land_realestate", "bdc_qlr"): Desk(("qlrbh",), "qlrmc", "dh", "", "djsj"),
    ("civil_placenames", "dm"): _full("dmid", "", "", "", ("zt", ("注销", "在用"))),
    ("health_residents", "resident"): Desk(("rid",), "name", "tel", "live_addr", "rv_time", renew=_another_guid),
    ("medical_enrolment", "cb"): _full("psn_no", "psn_name", "tel", "addr"),
    ("education_students", "xj"): Desk(
        ("学籍号",), "姓名", "监护人电话", "家庭住址", loses=True, renew=_another_register
    ),
    ("emergency_safety", "enterprise"): _full("id", "name", "phone", "address", ("risk", tuple("ABCD"))),
    ("emergency_safety", "accident"): _full("no", "unit", "", "address", ("injured", ("0", "1", "2"))),
    ("justice_mediation", "mediations"): Desk(("bh",), cursor="gxsj", state=("jg", ("调解成功", "调解不成"))),
    ("grid_platform", "grid"): Desk(("grid_code",), cursor="updated_at", state=("workers", (1, 2, 3, 4, 5))),
    ("grid_platform", "visit_person"): Desk(("vid",), "name", "mobile", "address", "updated_at"),
    ("grid_platform", "incident"): Desk(
        ("incident_no",), cursor="updated_at", state=("level", ("村社", "镇街", "区级"))
    ),
    ("power_customers", "ydkh"): _full("户号", "户名", "电话", "用电地址", ("状态", ("正常用电", "已销户"))),
    ("water_customers", "ysh"): Desk(
        ("户号",), "户名", "电话", "地址", loses=True, state=("状态", (b"0", b"1")), cut=(80, "gb18030")
    ),
    ("gas_customers", "rq"): _full("用户号", "户名", "手机", "用气地址"),
    ("postal_delivery", "tddz"): _full("id", "", "", "", ("postcode", ("311100", "311121", "311113"))),
    ("ecology_sources", "pw"): Desk(
        ("permit_no",), "name", "", "address", loses=True, renew=_another_permit,
        state=("valid_to", ("2031-01-15", "2032-02-15")),
    ),
}  # fmt: skip
