"""What the room puts into the registries of the rooms below."""
