"""Rows of text in, rows of text out; no meaning."""
