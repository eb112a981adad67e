"""Rules of who answers for which process: pure."""
