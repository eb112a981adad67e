"""What the room knows, by subject."""
