"""Lists of pairs before the Presidium."""
