"""The archive: protocols and other records, how long they are kept and how they are written off."""
