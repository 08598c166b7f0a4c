-- writes the model of one kind
INSERT INTO matching_model BY NAME
SELECT $kind AS kind, $model_version AS model_version, $weights_digest AS weights_digest
