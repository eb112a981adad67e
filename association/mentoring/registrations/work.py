"""The room of a pair."""
