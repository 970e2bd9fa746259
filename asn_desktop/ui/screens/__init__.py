"""One file for each menu entry."""
