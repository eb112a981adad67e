"""Forms of protocols."""
