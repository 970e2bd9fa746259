"""The papers around an event: what they say, their numbers, and the whole pack."""
