"""A project that an office shares: kept by a PostgreSQL server, written by several people at once."""
