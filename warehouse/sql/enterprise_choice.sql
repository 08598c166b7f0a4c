-- reads enterprise_claim: which claim wins each field, and why; this file declares the survivorship of enterprises
CREATE OR REPLACE TEMP TABLE enterprise_choice AS
WITH best AS (
    SELECT
        enterprise_id,
        chosen(
            enterprise_name,
            preferring(NOT coalesce(is_trade_sign, false), trusted),
            'registered name, trust, recency'
        ) AS enterprise_name,
        -- says of the name that won whether it is a sign: so both are chosen by the same score
        chosen(
            if(enterprise_name IS NULL, NULL, coalesce(is_trade_sign, false)),
            preferring(NOT coalesce(is_trade_sign, false), trusted),
            'registered name, trust, recency'
        ) AS is_trade_sign,
        chosen(credit_code, trusted, 'verified, trust, recency') AS credit_code,
        chosen(credit_code_claimed, trusted, 'claimed, trust, recency') AS credit_code_claimed,
        chosen(registration_number, trusted, 'trust, recency') AS registration_number,
        chosen(organization_code, trusted, 'trust, recency') AS organization_code,
        chosen(enterprise_type_code, trusted, 'trust, recency') AS enterprise_type_code,
        chosen(
            legal_representative_name,
            preferring(NOT contains(legal_representative_name, '*'), trusted),
            'unmasked, trust, recency'
        ) AS legal_representative_name,
        chosen(enterprise_phones, recent, 'recency, trust') AS enterprise_phones,
        chosen(industry_section_code, trusted, 'trust, recency') AS industry_section_code,
        chosen(industry_code, trusted, 'trust, recency') AS industry_code,
        chosen(registered_capital_yuan, trusted, 'trust, recency') AS registered_capital_yuan,
        chosen(established_date, trusted, 'trust, recency') AS established_date,
        chosen(enterprise_status, trusted, 'trust, recency') AS enterprise_status,
        chosen(risk_level, recent, 'recency, trust') AS risk_level,
        -- the day is that of a permit
        chosen(permit_number, recent, 'recency, trust') AS permit_number,
        chosen(if(permit_number IS NULL, NULL, permit_expiry_date), recent, 'recency, trust') AS permit_expiry_date,
        count(*) AS record_count,
        count(DISTINCT system) AS system_count
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
                score := credit_code.score,
                rule := 'inside the credit code'
            )
        ) AS organization_code
    )
FROM best
