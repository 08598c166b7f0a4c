-- reads nothing: a building's number without the kind of its house, 高层3 as 3 (schema.normalize.address.house_kinds)
CREATE OR REPLACE TEMP MACRO resolve_without_kind(building) AS
    regexp_replace(
        regexp_replace(building, '^(高层|多层|排屋|叠排|双拼|洋房|公寓楼)([0-9A-Z])', '\2'), '([0-9A-Z])(公寓|别墅)$', '\1'
    )
