-- reads resolve_divided, resolve_front, resolve_back: the fronts with what their backs leave to the names
CREATE OR REPLACE TEMP TABLE resolve_front_head AS
SELECT DISTINCT divided.front_id, back.lead, front.head || back.lead AS head
FROM (SELECT DISTINCT front_id, back_id FROM resolve_divided) AS divided
JOIN resolve_front AS front ON front.front_id = divided.front_id
JOIN resolve_back AS back ON back.back_id = divided.back_id
