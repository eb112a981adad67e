"""Every act on a protocol, one function each."""
