"""The database server: the embedded PostgreSQL, the migration at start, backup and restore."""
