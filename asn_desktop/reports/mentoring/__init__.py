"""Papers of mentoring, drawn from plain data."""
