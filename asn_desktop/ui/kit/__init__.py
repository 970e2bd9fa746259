"""The small common parts of the screens."""
