"""The migrations of the database schema, which changes nowhere else."""

HEAD = '0012'
"""The newest revision, which a test checks. Knowing it spares a start the import of Alembic."""
