"""What a meeting may and must, by clause; plain Python."""
