"""Columns that the stores add to those of the records, each defined once: entity ids, counts, times, verdicts.

`attribute(name)` finds any column of the hub by its name; a name that two records define differently is an error at
import, so that one name means one thing everywhere.
"""

from collections.abc import Iterator

from schema.errors import DeclarationError
from schema.fields import Column, Privacy
from schema.records import RELATIONS
from schema.relations import Attribute, attributes


def _c(name: str, duckdb_type: str, title: str, comment: str, *, nullable: bool = True) -> Attribute:
    return Attribute(name, duckdb_type, nullable, Column(title, comment))


def _required(name: str, duckdb_type: str, title: str, comment: str) -> Attribute:
    return _c(name, duckdb_type, title, comment, nullable=False)


def _personal(name: str, duckdb_type: str, title: str, comment: str) -> Attribute:
    return Attribute(name, duckdb_type, True, Column(title, comment, Privacy.PERSONAL))


ENTITY: tuple[Attribute, ...] = (
    _c("person_id", "VARCHAR", "人员编号", "person, 'P' and 16 hex digits; kept from release to release"),
    _c("address_id", "VARCHAR", "地址编号", "place, 'A' and 16 hex digits; kept from release to release"),
    _c("enterprise_id", "VARCHAR", "主体编号", "enterprise, 'E' and 16 hex digits; kept from release to release"),
    _required("kind", "VARCHAR", "类别", "person, address or enterprise"),
    _required("entity_id", "VARCHAR", "实体编号", "person_id, address_id or enterprise_id, as kind says"),
    _required("former_id", "VARCHAR", "原实体编号", "an entity id that was published once and was merged since"),
    _required("model_version", "VARCHAR", "模型版本", "version of the weights by which the records were compared"),
    _required("weights_digest", "VARCHAR", "权重摘要", "SHA-256 of those weights"),
    _c("other_id", "VARCHAR", "相关实体编号", "merged: the entity it went into; split: the entity it came out of"),
    _required("birth_id", "VARCHAR", "初始实体编号", "the entity that the record was first in"),
    _required("since", "BIGINT", "起始运行", "number of the run that made entity_id: what 'older' means"),
    _required("is_present", "BOOLEAN", "在册", "whether the record was there in the last run"),
    _required("change", "VARCHAR", "变更", "created, merged, split or retired"),
    _required("cluster_id", "BIGINT", "簇号", "smallest record id of the cluster, or the hash of a place's key"),
    _c("match_weight", "DOUBLE", "匹配权重", "log2 of the Bayes factor of the strongest evidence; null: alone"),
    _required("match_rule", "VARCHAR", "匹配规则", "blocking rule of that evidence; 'alone' or 'decision' otherwise"),
    _required("left_id", "BIGINT", "左记录号", "the smaller record id of the pair"),
    _required("right_id", "BIGINT", "右记录号", "the larger record id of the pair"),
    _required("rule", "VARCHAR", "规则", "the rule that brought this about"),
    _required("judgement", "VARCHAR", "判断", "link, no_link or unsure"),
    _c("levels", "TINYINT[]", "比较级别", "level of each comparison of the model, in its order; 0 is 'else'"),
    _required("reason", "VARCHAR", "原因", "why, in words or by the name of a rule"),
    _required("record_count", "BIGINT", "记录数", "records that speak of the entity"),
    _required("system_count", "BIGINT", "系统数", "systems that speak of the entity"),
    _required("candidate_count", "BIGINT", "候选数", "records that offered a value for the field"),
    _required("mention_field", "VARCHAR", "来源字段", "column of the source row, or element, that won"),
)

PLACE: tuple[Attribute, ...] = (
    _c("parent_address_id", "VARCHAR", "上级地址编号", "the place that this place lies in"),
    _c("parent_cluster_id", "BIGINT", "上级簇号", "cluster of the place that this place lies in"),
    _required(
        "level",
        "VARCHAR",
        "层级",
        "district, street, community, road, compound, number, building, unit or room; outside; unreadable",
    ),
    _c("canonical_text", "VARCHAR", "规范地址", "the place in the hub's own writing"),
    _c("street_code", "VARCHAR", "街道代码", "code of the street or town, 9 digits"),
    _c("community_code", "VARCHAR", "村社代码", "code of the community or village, 12 digits"),
    _c("confidence", "DOUBLE", "可信度", "0 to 1: how sure the reading of the place is"),
)

GAZETTEER: tuple[Attribute, ...] = (
    _required("place_part", "VARCHAR", "地名类别", "street, community, hamlet, road or compound"),
    _required("place_name", "VARCHAR", "地名", "a name as addresses write it"),
    _required("official_name", "VARCHAR", "标准地名", "the name that the place goes by today"),
    _required(
        "name_kind",
        "VARCHAR",
        "名称类型",
        "official; former or alternative, by the register of names; variant of writing; learned from records whose "
        "code or other names say the place; misspelt",
    ),
    _required("source_systems", "VARCHAR[]", "来源系统", "systems whose records have the name"),
    _required("gazetteer_version", "VARCHAR", "地名库版本", "digest of all names: equal gazetteers, equal versions"),
)

BATCH: tuple[Attribute, ...] = (
    _required("sequence", "BIGINT", "序号", "number of the batch within its table, from 1"),
    _required("delivery", "VARCHAR", "交付方式", "full, cursor or delta"),
    _required("sha256", "VARCHAR", "校验值", "SHA-256 of the file"),
    _required("content_digest", "VARCHAR", "内容摘要", "of the rows in any order"),
    _required("source", "VARCHAR", "来源", "file name, table or URL path that was read"),
    _required("position", "VARCHAR", "位置", "cursor value or file name after this batch"),
    _required("landed_at", "TIMESTAMP", "落地时间", "when the hub stored the batch"),
    _required("delivered_at", "TIMESTAMP", "交付时间", "when the owner delivered it"),
    _c("last_delivered_at", "TIMESTAMP", "最近交付时间", "of the newest batch that this release was made of"),
    _required("is_stale", "BOOLEAN", "过期", "the last look at it failed: what it delivered before stays in use"),
    _required("applied_at", "TIMESTAMP", "入库时间", "when the workshop took the batch in"),
    _required("received", "BIGINT", "接收行数", "rows of the batch = unchanged + recorded + quarantined"),
    _required("unchanged", "BIGINT", "未变行数", "rows equal to those of the batch before"),
    _required("recorded", "BIGINT", "入库行数", "rows that became records"),
    _required("quarantined", "BIGINT", "隔离行数", "rows without a usable key, kept apart"),
    _required("deleted", "BIGINT", "删除行数", "keys that were there before and are gone"),
    _required("rejected", "BIGINT", "拒收值数", "values that broke their rule; their rows went on without them"),
    _required("row_number", "BIGINT", "行号", "row within the batch, from 1"),
    _required("column", "VARCHAR", "列", "column that the refused value was meant for"),
    _required("row_count", "BIGINT", "行数", "rows or values concerned"),
    _c("verdict", "VARCHAR", "结论", "what was done or found"),
)

RELEASE: tuple[Attribute, ...] = (
    _required("release_number", "BIGINT", "版本号", "number of the release, from 1"),
    _c("published_at", "TIMESTAMP", "发布时间", "when the release was built, Asia/Shanghai"),
    _required("person_count", "BIGINT", "人员数", "persons in the release"),
    _required("address_count", "BIGINT", "地址数", "addresses in the release"),
    _required("enterprise_count", "BIGINT", "主体数", "enterprises in the release"),
    _required("valid_from_release", "BIGINT", "起始版本", "first release that says so"),
    _c("valid_to_release", "BIGINT", "终止版本", "first release that no longer says so; null: still so"),
    _c("valid_from", "TIMESTAMP", "起始时间", "time of the first release that says so"),
    _c("valid_to", "TIMESTAMP", "终止时间", "time of the first release that no longer says so; null: still so"),
    _required("gate", "VARCHAR", "检查项", "quality gate"),
    _required("violations", "BIGINT", "违规数", "rows that break the gate, or percent of change for a band"),
    _required("department", "VARCHAR", "部门", "department that runs the system"),
    _required("title", "VARCHAR", "名称", "name of the system in Chinese"),
    _required("purpose", "VARCHAR", "用途", "what the system is for"),
    _required("trust", "BIGINT", "可信等级", "0 to 100: whose word counts when systems disagree"),
)


def _collect() -> Iterator[Attribute]:
    for record in RELATIONS:
        yield from attributes(record)
    yield from (*ENTITY, *PLACE, *GAZETTEER, *BATCH, *RELEASE)


def _index() -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for attribute in _collect():
        if found.setdefault(attribute.name, attribute) != attribute:
            raise DeclarationError(f"column {attribute.name!r} is defined twice", where="schema.columns")
    return found


_BY_NAME = _index()


def attribute(name: str) -> Attribute:
    """The one definition of a column; KeyError for a name that nothing defines."""
    return _BY_NAME[name]
