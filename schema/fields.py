"""Columns of the warehouse, each defined once: its Chinese title, its meaning, its type and its privacy class.

A record annotates its attributes with these types; tables, comments and the data dictionary are made from them, so
that one name means one thing everywhere.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated


class Privacy(StrEnum):
    """Who may see a column: everybody, those who work with enterprises, those who work with persons."""

    PUBLIC = "public"
    BUSINESS = "business"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Column:
    """One column's definition; the DuckDB type follows from the Python type beside it."""

    title: str
    """Chinese."""
    comment: str
    """English: what a reader cannot see from the name, with unit and standard."""
    privacy: Privacy = Privacy.PUBLIC


_PERSONAL, _BUSINESS = Privacy.PERSONAL, Privacy.BUSINESS

# ── persons ──────────────────────────────────────────────────────────────────────────────────────────────────────
PersonName = Annotated[
    str | None, Column("姓名", "name of a person; '*' stands for one character masked or lost", _PERSONAL)
]
FormerName = Annotated[str | None, Column("曾用名", "former name of a person", _PERSONAL)]
ResidentId = Annotated[
    str | None, Column("公民身份号码", "GB 11643-1999, 18 characters, check digit verified", _PERSONAL)
]
ResidentIdMasked = Annotated[
    str | None,
    Column("公民身份号码(部分)", "18 characters with '*' for what the owner masked; still excludes", _PERSONAL),
]
ResidentIdClaimed = Annotated[
    str | None,
    Column("公民身份号码(未通过校验)", "as written where the check fails; evidence, never an identity", _PERSONAL),
]
DocumentType = Annotated[
    str | None,
    Column("证件类型", "passport, hk_macao_permit, taiwan_permit, residence_permit or foreign_permit", _PERSONAL),
]
DocumentNumber = Annotated[str | None, Column("证件号码", "number of that document", _PERSONAL)]
SexCode = Annotated[str | None, Column("性别代码", "GB/T 2261.1: 1 male, 2 female; unknown is null", _PERSONAL)]
BirthDate = Annotated[date | None, Column("出生日期", "date of birth; placeholders are null", _PERSONAL)]
Phones = Annotated[
    tuple[str, ...] | None,
    Column("联系电话", "mobile numbers and land lines with area code, digits only, sorted", _PERSONAL),
]
HouseholdNumber = Annotated[str | None, Column("户号", "number of the household in the household register", _PERSONAL)]
HouseholdRelationCode = Annotated[
    str | None, Column("与户主关系代码", "relation to the head of household, GB/T 4761", _PERSONAL)
]
RegisteredDivisionCode = Annotated[
    str | None,
    Column("户籍地区划代码", "GB/T 2260 code of the household registration, of any year", _PERSONAL),
]
EmployerName = Annotated[
    str | None, Column("服务处所", "employer as the person's record names it; no employment is made of it", _PERSONAL)
]
GuardianName = Annotated[str | None, Column("监护人", "name of a parent or guardian", _PERSONAL)]
MotherName = Annotated[str | None, Column("母亲姓名", "name of the mother", _PERSONAL)]
IsCancelled = Annotated[
    bool | None,
    Column("注销标识", "the system no longer counts this person: deceased or moved out", _PERSONAL),
]

# ── addresses ────────────────────────────────────────────────────────────────────────────────────────────────────
AddressText = Annotated[str | None, Column("地址", "address as written, widths and blanks made uniform")]
AddressCode = Annotated[str | None, Column("地址编码", "code in the police reference list (DZBM)")]
DivisionCode = Annotated[str | None, Column("行政区划代码", "GB/T 2260 code of the county or district")]
Street = Annotated[str | None, Column("街道", "street or town (街道, 镇, 乡)")]
Community = Annotated[str | None, Column("村社", "community or village (社区, 村)")]
Road = Annotated[str | None, Column("街路巷", "road or lane")]
RoadNumber = Annotated[str | None, Column("门牌号", "house number on the road, digits, '88-1' for a sub-number")]
Compound = Annotated[str | None, Column("小区名", "compound, estate or named building complex")]
Building = Annotated[str | None, Column("楼幢号", "building in the compound")]
Unit = Annotated[str | None, Column("单元号", "unit (staircase) of the building")]
Room = Annotated[str | None, Column("室号", "room")]
Longitude = Annotated[float | None, Column("经度", "degrees, GCJ-02")]
Latitude = Annotated[float | None, Column("纬度", "degrees, GCJ-02")]
IsActive = Annotated[bool | None, Column("状态", "in use by the owner's word")]
FloorAreaM2 = Annotated[Decimal | None, Column("建筑面积", "floor area in square metres")]
UsageType = Annotated[str | None, Column("用途", "planned or registered use")]
GridCode = Annotated[str | None, Column("网格编码", "grid of the district's social governance")]

# ── names and areas ──────────────────────────────────────────────────────────────────────────────────────────────
StandardPlaceName = Annotated[str | None, Column("标准名称", "official name of a road, compound, village or bridge")]
FormerPlaceNames = Annotated[tuple[str, ...] | None, Column("曾用地名", "names that the place had before")]
PlaceAliases = Annotated[tuple[str, ...] | None, Column("别名", "other names that are in use for the place")]
PlaceType = Annotated[str | None, Column("地名类别", "road, compound, bridge, village …, as delivered")]
ApprovedDate = Annotated[date | None, Column("批准日期", "date on which the name was approved")]
GridName = Annotated[str | None, Column("网格名称", "name of the grid")]
GridWorkerCount = Annotated[int | None, Column("网格员人数", "workers of the grid")]

# ── enterprises ──────────────────────────────────────────────────────────────────────────────────────────────────
EnterpriseName = Annotated[
    str | None, Column("企业名称", "name of the enterprise, brackets and widths made uniform", _BUSINESS)
]
IsTradeSign = Annotated[
    bool | None, Column("店招", "the name is the sign over the door, not a registered name", _BUSINESS)
]
CreditCode = Annotated[
    str | None,
    Column("统一社会信用代码", "GB 32100-2015, 18 characters, check character verified", _BUSINESS),
]
CreditCodeClaimed = Annotated[
    str | None,
    Column(
        "统一社会信用代码(未通过校验)",
        "as written where the check fails; evidence, never an identity",
        _BUSINESS,
    ),
]
RegistrationNumber = Annotated[
    str | None,
    Column("注册号", "registration number before 2015, 15 digits, check digit verified", _BUSINESS),
]
OrganizationCode = Annotated[
    str | None,
    Column("组织机构代码", "GB 11714-1997, 9 characters; inside credit codes and old tax numbers", _BUSINESS),
]
EnterpriseTypeCode = Annotated[
    str | None, Column("企业类型代码", "type of enterprise; 9xxx: sole trader (个体工商户)", _BUSINESS)
]
LegalRepresentativeName = Annotated[
    str | None, Column("法定代表人", "name of the legal representative or operator", _PERSONAL)
]
EnterprisePhones = Annotated[
    tuple[str, ...] | None, Column("单位电话", "telephone numbers of the enterprise, digits only", _BUSINESS)
]
IndustrySectionCode = Annotated[str | None, Column("行业门类", "GB/T 4754 section, one letter", _BUSINESS)]
IndustryCode = Annotated[str | None, Column("行业代码", "GB/T 4754 class, four digits", _BUSINESS)]
RegisteredCapitalYuan = Annotated[Decimal | None, Column("注册资本", "registered capital in yuan", _BUSINESS)]
EstablishedDate = Annotated[date | None, Column("成立日期", "date of establishment", _BUSINESS)]
EnterpriseStatus = Annotated[
    str | None,
    Column(
        "登记状态",
        "active, revoked, deregistered, moved_out, closed, or abnormal: the tax office cannot reach it",
        _BUSINESS,
    ),
]
RiskLevel = Annotated[str | None, Column("风险等级", "class of safety supervision, A to D", _BUSINESS)]
PermitNumber = Annotated[
    str | None, Column("许可证编号", "discharge permit (排污许可证), credit code and four characters", _BUSINESS)
]
PermitExpiryDate = Annotated[date | None, Column("许可证有效期", "last day of the discharge permit", _BUSINESS)]

# ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────
CaseNumber = Annotated[str | None, Column("案号", "number of the case, half-width brackets")]
EventNumber = Annotated[str | None, Column("编号", "number of the event in its system")]
CaseType = Annotated[str | None, Column("案件类型", "civil or enforcement, as delivered")]
CauseOfAction = Annotated[str | None, Column("案由", "cause of action")]
Category = Annotated[str | None, Column("大类", "category of the event")]
Subcategory = Annotated[str | None, Column("小类", "subcategory of the event")]
PremisesType = Annotated[str | None, Column("起火场所", "kind of place where the fire broke out")]
Outcome = Annotated[str | None, Column("处理结果", "result, as delivered")]
HandlingLevel = Annotated[str | None, Column("处置层级", "level that handled the incident")]
FiledDate = Annotated[date | None, Column("立案日期", "date on which the case was filed or accepted")]
ClosedDate = Annotated[date | None, Column("结案日期", "date on which it was closed; null: open")]
ReportedAt = Annotated[datetime | None, Column("报告时间", "time of the report, Asia/Shanghai")]
OccurredAt = Annotated[datetime | None, Column("发生时间", "time of the event, Asia/Shanghai")]
ClosedAt = Annotated[datetime | None, Column("办结时间", "time of closing, Asia/Shanghai; null: open")]
AmountYuan = Annotated[Decimal | None, Column("标的金额", "amount in dispute in yuan", _BUSINESS)]
LossYuan = Annotated[Decimal | None, Column("直接财产损失", "direct loss of property in yuan")]
ArrearsYuan = Annotated[Decimal | None, Column("欠薪金额", "unpaid wages in yuan", _BUSINESS)]
DeathCount = Annotated[int | None, Column("死亡人数", "persons killed")]
InjuryCount = Annotated[int | None, Column("受伤人数", "persons injured")]
WorkerCount = Annotated[int | None, Column("涉及人数", "workers concerned")]
AlteredItem = Annotated[str | None, Column("变更事项", "what was altered: 名称, 住所, 法定代表人 …, as delivered")]
ValueBefore = Annotated[str | None, Column("变更前", "as it was before; can name a person", _PERSONAL)]
ValueAfter = Annotated[str | None, Column("变更后", "as it is since; can name a person", _PERSONAL)]
AlteredDate = Annotated[date | None, Column("变更日期", "date of the alteration")]

# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────
LinkRole = Annotated[str | None, Column("关系", "what the link says, e.g. registered, living, owner, tenant")]
FromDate = Annotated[date | None, Column("起始日期", "from when; null: not stated")]
ToDate = Annotated[date | None, Column("终止日期", "until when; null: still so, or not stated: see link_status")]
LinkStatus = Annotated[str | None, Column("关系状态", "active, paused or ended; null: the system does not tell")]
