-- reads matching_model
SELECT model_version, weights_digest FROM matching_model WHERE kind = $kind
