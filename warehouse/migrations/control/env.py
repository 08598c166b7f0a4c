"""Runs the migrations of the control store on the connection that `warehouse.migrate` hands over."""

from alembic import context

from schema.control_tables import CONTROL

# batch mode, because SQLite cannot alter a table in place
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=CONTROL,
    transaction_per_migration=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
