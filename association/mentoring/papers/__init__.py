"""What the room prints, by subject."""
