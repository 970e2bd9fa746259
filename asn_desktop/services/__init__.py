"""What a clerk can do: functions from a session to plain data."""
