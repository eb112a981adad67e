"""Rules of mentoring: pure, by subject."""
