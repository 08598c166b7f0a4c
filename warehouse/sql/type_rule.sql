-- survivorship: every rule by which a claim can win a field, most telling criterion first; small in memory as an enum
CREATE OR REPLACE TEMP TYPE survivorship_rule AS ENUM (
    'trust, recency',
    'recency, trust',
    'verified, trust, recency',
    'masked, trust, recency',
    'claimed, trust, recency',
    'unmasked, trust, recency',
    'registered name, trust, recency',
    'inside the resident id',
    'inside the credit code',
    'read and placed'
)
