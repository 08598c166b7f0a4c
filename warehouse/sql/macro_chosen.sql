-- survivorship: of the claims that give a value, the one with the highest score, by which rule, among how many
CREATE OR REPLACE TEMP MACRO chosen(value, score, rule) AS {
    'value': arg_max(value, score),
    'score': max(score) FILTER (value IS NOT NULL),
    'rule': rule,
    'candidates': count(value)
}
