"""What the room knows of meetings, asked in the words of the field."""
