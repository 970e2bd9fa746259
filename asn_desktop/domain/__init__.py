"""The rules and the arithmetic, in plain Python."""
