"""What the room puts on desks, by subject."""
