"""Mentoring: programmes, pairs, meetings, progress, JP, closing and what is printed of them."""
