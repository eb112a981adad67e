"""Every act of the room, by subject."""
