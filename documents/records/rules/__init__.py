"""What the archive keeps, for how long, who reads it, and what a table of old protocols must say."""
