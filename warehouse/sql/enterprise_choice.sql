-- reads enterprise_claim: which claim wins each field, and why; this file declares the survivorship of enterprises
CREATE OR REPLACE TEMP TABLE enterprise_choice AS
WITH best AS (
    SELECT
        enterprise_id,
        chosen(
            enterprise_name,
            record_id,
            preferring(NOT coalesce(is_trade_sign, false), trusted),
            'registered name, trust, recency'
        ) AS enterprise_name,
        -- says of the name that won whether it is a sign: so both are chosen by the same place
        chosen(
            if(enterprise_name IS NULL, NULL, coalesce(is_trade_sign, false)),
            record_id,
            preferring(NOT coalesce(is_trade_sign, false), trusted),
            'registered name, trust, recency'
        ) AS is_trade_sign,
        chosen(credit_code, record_id, trusted, 'verified, trust, recency') AS credit_code,
        chosen(credit_code_claimed, record_id, trusted, 'claimed, trust, recency') AS credit_code_claimed,
        chosen(registration_number, record_id, trusted, 'trust, recency') AS registration_number,
        chosen(organization_code, record_id, trusted, 'trust, recency') AS organization_code,
        chosen(enterprise_type_code, record_id, trusted, 'trust, recency') AS enterprise_type_code,
        chosen(
            legal_representative_name,
            record_id,
            preferring(NOT contains(legal_representative_name, '*'), trusted),
            'unmasked, trust, recency'
        ) AS legal_representative_name,
        chosen(enterprise_phones, record_id, recent, 'recency, trust') AS enterprise_phones,
        chosen(industry_section_code, record_id, trusted, 'trust, recency') AS industry_section_code,
        chosen(industry_code, record_id, trusted, 'trust, recency') AS industry_code,
        chosen(registered_capital_yuan, record_id, trusted, 'trust, recency') AS registered_capital_yuan,
        chosen(established_date, record_id, trusted, 'trust, recency') AS established_date,
        chosen(enterprise_status, record_id, trusted, 'trust, recency') AS enterprise_status,
        chosen(risk_level, record_id, recent, 'recency, trust') AS risk_level,
        -- the day is that of a permit
        chosen(permit_number, record_id, recent, 'recency, trust') AS permit_number,
        chosen(if(permit_number IS NULL, NULL, permit_expiry_date), record_id, recent, 'recency, trust') AS permit_expiry_date
    FROM enterprise_claim
    GROUP BY enterprise_id
)

SELECT
    * REPLACE (
        if(credit_code.value IS NULL, credit_code_claimed, NULL) AS credit_code_claimed,
        -- GB 32100: characters 9 to 17 of the credit code are the organisation code
        if(
            credit_code.value IS NULL,
            organization_code,
            struct_update(
                organization_code,
                value := substr(credit_code.value, 9, 9),
                record_id := credit_code.record_id,
                rule := 'inside the credit code'
            )
        ) AS organization_code
    )
FROM best
