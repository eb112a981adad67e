"""Profiles and the counts of the ratio rule."""
