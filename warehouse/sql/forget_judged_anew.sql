-- what earlier whole deliveries had kept apart for want of a usable key; a reason `row.…` stands until its row changes
DELETE FROM quarantine
WHERE system = $system AND table_name = $table_name AND reason NOT LIKE 'row.%'
