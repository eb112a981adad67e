"""Forms of the room, by subject."""
