"""Runs the migrations of the workshop on the connection that `warehouse.migrate` hands over."""

from alembic import context

from schema.tables import WORKSHOP

# one transaction a migration: DuckDB refuses DDL after the UPDATE of alembic_version in the same transaction
context.configure(
    connection=context.config.attributes["connection"], target_metadata=WORKSHOP, transaction_per_migration=True
)
with context.begin_transaction():
    context.run_migrations()
