"""Mentoring: its words, who fits whom, what a meeting earns, how far a pair got."""
