"""Decisions in the cabinet: found, read, carried out, reported on."""
