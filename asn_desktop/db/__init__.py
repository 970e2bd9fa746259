"""The database: tables, history, search."""
