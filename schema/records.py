"""What one system claims: records of persons, addresses and enterprises, events, and the links between records.

Every class here is one relation between the stages: `connectors` writes it, `matching` and `warehouse` read it, with
the columns of `Mention` first.  A record names others by `record_id`, never by position.
"""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from schema import fields as f
from schema.fields import Column, Privacy

RecordId = Annotated[int, Column("记录号", "63-bit hash of the raw key; tells nothing of the record")]
OtherRecordId = Annotated[int | None, Column("相关记录号", "record id of the other end")]
SystemId = Annotated[str, Column("系统", "system that delivered the record")]
TableName = Annotated[str, Column("表", "table of that system")]
SourceKey = Annotated[
    str, Column("主键", "key columns as text, joined with '|', as the system knows them", Privacy.PERSONAL)
]
FieldName = Annotated[str, Column("字段", "column, or element such as dsr[0], that the mention came from")]
BatchId = Annotated[str, Column("批次", "batch that brought this version of the row")]
ObservedAt = Annotated[datetime | None, Column("更新时间", "when the system last touched the row")]


class Mention(BaseModel):
    """What every relation begins with: where the mention stands in the departments' world."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    record_id: RecordId
    system: SystemId
    table_name: TableName
    source_key: SourceKey
    field: FieldName
    batch_id: BatchId
    observed_at: ObservedAt


class Person(Mention):
    """What one record says of a natural person (自然人)."""

    name: f.PersonName = None
    former_name: f.FormerName = None
    resident_id: f.ResidentId = None
    resident_id_masked: f.ResidentIdMasked = None
    resident_id_claimed: f.ResidentIdClaimed = None
    document_type: f.DocumentType = None
    document_number: f.DocumentNumber = None
    sex_code: f.SexCode = None
    birth_date: f.BirthDate = None
    phones: f.Phones = None
    household_number: f.HouseholdNumber = None
    household_relation_code: f.HouseholdRelationCode = None
    registered_division_code: f.RegisteredDivisionCode = None
    employer_name: f.EmployerName = None
    guardian_name: f.GuardianName = None
    mother_name: f.MotherName = None
    is_cancelled: f.IsCancelled = None


class Address(Mention):
    """What one record says of a place (地址): a text, and components where the owner keeps them apart."""

    address_text: f.AddressText = None
    address_code: f.AddressCode = None
    division_code: f.DivisionCode = None
    street: f.Street = None
    community: f.Community = None
    road: f.Road = None
    road_number: f.RoadNumber = None
    compound: f.Compound = None
    building: f.Building = None
    unit: f.Unit = None
    room: f.Room = None
    longitude: f.Longitude = None
    latitude: f.Latitude = None
    floor_area_m2: f.FloorAreaM2 = None
    usage_type: f.UsageType = None
    is_active: f.IsActive = None
    grid_code: f.GridCode = None


class Enterprise(Mention):
    """What one record says of an enterprise or sole trader (市场主体)."""

    enterprise_name: f.EnterpriseName = None
    is_trade_sign: f.IsTradeSign = None
    credit_code: f.CreditCode = None
    credit_code_claimed: f.CreditCodeClaimed = None
    registration_number: f.RegistrationNumber = None
    organization_code: f.OrganizationCode = None
    enterprise_type_code: f.EnterpriseTypeCode = None
    legal_representative_name: f.LegalRepresentativeName = None
    enterprise_phones: f.EnterprisePhones = None
    industry_section_code: f.IndustrySectionCode = None
    industry_code: f.IndustryCode = None
    registered_capital_yuan: f.RegisteredCapitalYuan = None
    established_date: f.EstablishedDate = None
    enterprise_status: f.EnterpriseStatus = None
    risk_level: f.RiskLevel = None
    permit_number: f.PermitNumber = None
    permit_expiry_date: f.PermitExpiryDate = None


class Event(Mention):
    """Something that happened; `address_record_id` and `enterprise_record_id` are mentions, mostly of the same row."""

    address_record_id: OtherRecordId = None
    enterprise_record_id: OtherRecordId = None


class CourtCase(Event):
    """A civil or enforcement case (审判执行案件); its parties are persons and enterprises of their own."""

    case_number: f.CaseNumber = None
    case_type: f.CaseType = None
    cause_of_action: f.CauseOfAction = None
    filed_date: f.FiledDate = None
    closed_date: f.ClosedDate = None
    amount_yuan: f.AmountYuan = None


class FireIncident(Event):
    """A fire call (火灾警情)."""

    event_number: f.EventNumber = None
    reported_at: f.ReportedAt = None
    premises_type: f.PremisesType = None
    death_count: f.DeathCount = None
    injury_count: f.InjuryCount = None
    loss_yuan: f.LossYuan = None


class WageCase(Event):
    """A wage-arrears case (欠薪案件)."""

    event_number: f.EventNumber = None
    filed_date: f.FiledDate = None
    worker_count: f.WorkerCount = None
    arrears_yuan: f.ArrearsYuan = None
    closed_date: f.ClosedDate = None
    outcome: f.Outcome = None


class CityEvent(Event):
    """A street-level case of urban management (城管案件)."""

    event_number: f.EventNumber = None
    category: f.Category = None
    subcategory: f.Subcategory = None
    reported_at: f.ReportedAt = None
    closed_at: f.ClosedAt = None


class SafetyAccident(Event):
    """A work accident (生产安全事故)."""

    event_number: f.EventNumber = None
    occurred_at: f.OccurredAt = None
    category: f.Category = None
    death_count: f.DeathCount = None
    injury_count: f.InjuryCount = None


class GridIncident(Event):
    """An incident handled by the grid platform (网格事件).

    Street and community are those of its place; what that does not tell is taken from the grid that the row names,
    unless the grid lies in another street.
    """

    event_number: f.EventNumber = None
    category: f.Category = None
    grid_code: f.GridCode = None
    reported_at: f.ReportedAt = None
    closed_at: f.ClosedAt = None
    handling_level: f.HandlingLevel = None


class Mediation(Event):
    """A dispute before the people's mediation (人民调解); its parties are not taken."""

    event_number: f.EventNumber = None
    category: f.Category = None
    filed_date: f.FiledDate = None
    closed_date: f.ClosedDate = None
    outcome: f.Outcome = None


class EnterpriseAlteration(Event):
    """An entry altered in the register of enterprises (企业变更): other systems go on using the old name for years."""

    altered_item: f.AlteredItem = None
    value_before: f.ValueBefore = None
    value_after: f.ValueAfter = None
    altered_date: f.AlteredDate = None


class PlaceName(Mention):
    """Official, former and other names of one place (地名); `address_record_id` is the mention in the same row."""

    address_record_id: OtherRecordId = None
    standard_place_name: f.StandardPlaceName = None
    former_place_names: f.FormerPlaceNames = None
    place_aliases: f.PlaceAliases = None
    place_type: f.PlaceType = None
    street: f.Street = None
    community: f.Community = None
    approved_date: f.ApprovedDate = None
    is_active: f.IsActive = None


class Grid(Mention):
    """A grid of the district's social governance (网格), and the community that it is part of, as place too."""

    address_record_id: OtherRecordId = None
    grid_code: f.GridCode = None
    street: f.Street = None
    community: f.Community = None
    grid_name: f.GridName = None
    grid_worker_count: f.GridWorkerCount = None


class Link(Mention):
    """A claim that two records belong together; the ends are record ids, resolved to entities at the release."""

    role: f.LinkRole = None
    from_date: f.FromDate = None
    to_date: f.ToDate = None
    link_status: f.LinkStatus = None


class Residence(Link):
    """A person and an address (居住)."""

    person_record_id: OtherRecordId = None
    address_record_id: OtherRecordId = None


class Employment(Link):
    """A person and the enterprise that employs him, as social insurance registers it (就业).

    Employers that other systems write beside a person are short names without a code, evidence for matching the person:
    `person.employer_name` keeps them, and no link is made of them.
    """

    person_record_id: OtherRecordId = None
    enterprise_record_id: OtherRecordId = None


class Premises(Link):
    """An enterprise and its address (经营场所)."""

    enterprise_record_id: OtherRecordId = None
    address_record_id: OtherRecordId = None


class Representation(Link):
    """A person who stands for an enterprise: legal representative, operator, safety officer (代表)."""

    person_record_id: OtherRecordId = None
    enterprise_record_id: OtherRecordId = None


class Ownership(Link):
    """A person or an enterprise, and the dwelling it owns (权属)."""

    person_record_id: OtherRecordId = None
    enterprise_record_id: OtherRecordId = None
    address_record_id: OtherRecordId = None


ENTITY_RECORDS: tuple[type[Mention], ...] = (Address, Enterprise, Person)
EVENTS: tuple[type[Event], ...] = (
    CourtCase,
    FireIncident,
    SafetyAccident,
    WageCase,
    CityEvent,
    GridIncident,
    Mediation,
    EnterpriseAlteration,
)
LINKS: tuple[type[Link], ...] = (Residence, Employment, Premises, Representation, Ownership)
REFERENCES: tuple[type[Mention], ...] = (PlaceName, Grid)
"""Lists that departments keep for all: what is called what, and which area is part of which."""
RELATIONS: tuple[type[Mention], ...] = (*ENTITY_RECORDS, *EVENTS, *LINKS, *REFERENCES)
