-- evidence: a list in order, each value once; lists of one, which nearly all are, are left alone
CREATE OR REPLACE TEMP MACRO tidy(found) AS if(len(found) < 2, found, list_sort(list_distinct(found)))
