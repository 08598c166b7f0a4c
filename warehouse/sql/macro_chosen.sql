-- survivorship: of the claims that give a value, that of the highest place, its record, the rule, and among how many
CREATE OR REPLACE TEMP MACRO chosen(value, record_id, place, rule) AS {
    'value': arg_max(value, place),
    'record_id': arg_max(record_id, place) FILTER (value IS NOT NULL),
    'rule': rule::survivorship_rule,
    'candidates': count(value)::UINTEGER
}
