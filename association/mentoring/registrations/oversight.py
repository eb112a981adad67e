"""Ends of pairs, and how all of them get on."""
