"""Every act of a meeting, one function each."""
