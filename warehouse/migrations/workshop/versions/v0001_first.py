"""The workshop as first published: what departments claim, what matching made of it."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MENTION = """
    record_id BIGINT NOT NULL, system VARCHAR NOT NULL, table_name VARCHAR NOT NULL, source_key VARCHAR NOT
    NULL, field VARCHAR NOT NULL, batch_id VARCHAR NOT NULL, observed_at TIMESTAMP,
"""
_RELATIONS = {
    "address_record": """
        address_text VARCHAR, address_code VARCHAR, division_code VARCHAR, street VARCHAR, community VARCHAR,
        road VARCHAR, road_number VARCHAR, compound VARCHAR, building VARCHAR, unit VARCHAR, room VARCHAR,
        longitude DOUBLE, latitude DOUBLE, floor_area_m2 DECIMAL(18,2), usage_type VARCHAR, is_active BOOLEAN
    """,
    "enterprise_record": """
        enterprise_name VARCHAR, is_trade_sign BOOLEAN, credit_code VARCHAR, credit_code_claimed VARCHAR,
        registration_number VARCHAR, organization_code VARCHAR, enterprise_type_code VARCHAR,
        legal_representative_name VARCHAR, enterprise_phones VARCHAR[], industry_section_code VARCHAR,
        industry_code VARCHAR, registered_capital_yuan DECIMAL(18,2), established_date DATE, enterprise_status
        VARCHAR
    """,
    "person_record": """
        name VARCHAR, former_name VARCHAR, resident_id VARCHAR, resident_id_masked VARCHAR, resident_id_claimed
        VARCHAR, document_type VARCHAR, document_number VARCHAR, sex_code VARCHAR, birth_date DATE, phones
        VARCHAR[], household_number VARCHAR, household_relation_code VARCHAR, registered_division_code VARCHAR,
        employer_name VARCHAR, guardian_name VARCHAR, mother_name VARCHAR, is_cancelled BOOLEAN
    """,
    "court_case_mention": """
        address_record_id BIGINT, enterprise_record_id BIGINT, case_number VARCHAR, case_type VARCHAR,
        cause_of_action VARCHAR, filed_date DATE, closed_date DATE, amount_yuan DECIMAL(18,2)
    """,
    "fire_incident_mention": """
        address_record_id BIGINT, enterprise_record_id BIGINT, event_number VARCHAR, reported_at TIMESTAMP,
        premises_type VARCHAR, death_count BIGINT, injury_count BIGINT, loss_yuan DECIMAL(18,2)
    """,
    "safety_accident_mention": """
        address_record_id BIGINT, enterprise_record_id BIGINT, event_number VARCHAR, occurred_at TIMESTAMP,
        category VARCHAR, death_count BIGINT, injury_count BIGINT
    """,
    "wage_case_mention": """
        address_record_id BIGINT, enterprise_record_id BIGINT, event_number VARCHAR, filed_date DATE,
        worker_count BIGINT, arrears_yuan DECIMAL(18,2), closed_date DATE, outcome VARCHAR
    """,
    "city_event_mention": """
        address_record_id BIGINT, enterprise_record_id BIGINT, event_number VARCHAR, category VARCHAR,
        subcategory VARCHAR, reported_at TIMESTAMP, closed_at TIMESTAMP
    """,
    "grid_incident_mention": """
        address_record_id BIGINT, enterprise_record_id BIGINT, event_number VARCHAR, category VARCHAR, grid_code
        VARCHAR, reported_at TIMESTAMP, closed_at TIMESTAMP, handling_level VARCHAR
    """,
    "mediation_mention": """
        address_record_id BIGINT, enterprise_record_id BIGINT, event_number VARCHAR, category VARCHAR,
        filed_date DATE, closed_date DATE, outcome VARCHAR
    """,
    "residence_mention": """
        role VARCHAR, from_date DATE, to_date DATE, link_status VARCHAR, person_record_id BIGINT,
        address_record_id BIGINT
    """,
    "employment_mention": """
        role VARCHAR, from_date DATE, to_date DATE, link_status VARCHAR, person_record_id BIGINT,
        enterprise_record_id BIGINT
    """,
    "premises_mention": """
        role VARCHAR, from_date DATE, to_date DATE, link_status VARCHAR, enterprise_record_id BIGINT,
        address_record_id BIGINT
    """,
    "representation_mention": """
        role VARCHAR, from_date DATE, to_date DATE, link_status VARCHAR, person_record_id BIGINT,
        enterprise_record_id BIGINT
    """,
    "ownership_mention": """
        role VARCHAR, from_date DATE, to_date DATE, link_status VARCHAR, person_record_id BIGINT,
        enterprise_record_id BIGINT, address_record_id BIGINT
    """,
}
_TABLES = {
    "applied_batch": """
        batch_id VARCHAR NOT NULL, system VARCHAR NOT NULL, table_name VARCHAR NOT NULL, sequence BIGINT NOT
        NULL, delivery VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, content_digest VARCHAR NOT NULL, source
        VARCHAR NOT NULL, position VARCHAR NOT NULL, landed_at TIMESTAMP NOT NULL, delivered_at TIMESTAMP NOT
        NULL, received BIGINT NOT NULL, unchanged BIGINT NOT NULL, recorded BIGINT NOT NULL, quarantined BIGINT
        NOT NULL, deleted BIGINT NOT NULL, rejected BIGINT NOT NULL, applied_at TIMESTAMP NOT NULL
    """,
    "rejection": """
        batch_id VARCHAR NOT NULL, system VARCHAR NOT NULL, table_name VARCHAR NOT NULL, source_key VARCHAR NOT
        NULL, field VARCHAR NOT NULL, "column" VARCHAR NOT NULL, rule VARCHAR NOT NULL
    """,
    "quarantine": """
        batch_id VARCHAR NOT NULL, system VARCHAR NOT NULL, table_name VARCHAR NOT NULL, row_number BIGINT NOT
        NULL, source_key VARCHAR, reason VARCHAR NOT NULL
    """,
    "system": """
        system VARCHAR NOT NULL, department VARCHAR NOT NULL, title VARCHAR NOT NULL, purpose VARCHAR NOT NULL,
        trust BIGINT NOT NULL
    """,
    "address_membership": """
        record_id BIGINT NOT NULL, cluster_id BIGINT NOT NULL, entity_id VARCHAR NOT NULL, match_weight DOUBLE,
        match_rule VARCHAR NOT NULL
    """,
    "enterprise_membership": """
        record_id BIGINT NOT NULL, cluster_id BIGINT NOT NULL, entity_id VARCHAR NOT NULL, match_weight DOUBLE,
        match_rule VARCHAR NOT NULL
    """,
    "person_membership": """
        record_id BIGINT NOT NULL, cluster_id BIGINT NOT NULL, entity_id VARCHAR NOT NULL, match_weight DOUBLE,
        match_rule VARCHAR NOT NULL
    """,
    "place": """
        address_id VARCHAR, parent_address_id VARCHAR, cluster_id BIGINT NOT NULL, parent_cluster_id BIGINT,
        level VARCHAR NOT NULL, canonical_text VARCHAR, division_code VARCHAR, street VARCHAR, street_code
        VARCHAR, community VARCHAR, community_code VARCHAR, road VARCHAR, road_number VARCHAR, compound VARCHAR,
        building VARCHAR, unit VARCHAR, room VARCHAR, confidence DOUBLE
    """,
    "ledger": """
        kind VARCHAR NOT NULL, record_id BIGINT NOT NULL, entity_id VARCHAR NOT NULL, birth_id VARCHAR NOT NULL,
        since BIGINT NOT NULL, is_present BOOLEAN NOT NULL
    """,
    "entity_change": """
        kind VARCHAR NOT NULL, change VARCHAR NOT NULL, entity_id VARCHAR NOT NULL, other_id VARCHAR,
        release_number BIGINT NOT NULL
    """,
    "pair": """
        kind VARCHAR NOT NULL, left_id BIGINT NOT NULL, right_id BIGINT NOT NULL, rule VARCHAR NOT NULL,
        match_weight DOUBLE, judgement VARCHAR NOT NULL, levels TINYINT[]
    """,
    "cut": """
        kind VARCHAR NOT NULL, left_id BIGINT NOT NULL, right_id BIGINT NOT NULL, match_weight DOUBLE, reason
        VARCHAR NOT NULL
    """,
    "address_parse": """
        address_text VARCHAR, parser_version VARCHAR NOT NULL, level VARCHAR NOT NULL, division_code VARCHAR,
        street VARCHAR, community VARCHAR, road VARCHAR, road_number VARCHAR, compound VARCHAR, building
        VARCHAR, unit VARCHAR, room VARCHAR, remainder VARCHAR, confidence DOUBLE
    """,
}


def upgrade() -> None:
    for name, columns in _RELATIONS.items():
        op.execute(f"CREATE TABLE {name} ({_MENTION} {columns})")
    for name, columns in _TABLES.items():
        op.execute(f"CREATE TABLE {name} ({columns})")


def downgrade() -> None:
    for name in (*_RELATIONS, *_TABLES):
        op.execute(f"DROP TABLE {name}")
