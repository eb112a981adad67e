"""Forms of the room; each carries the version, or the hash, that was on the screen (T35, T51)."""
