"""What a protocol must hold and when; plain Python."""
