"""A meeting of a collegial body: agenda, invitations, attendance, opinions, votes and decisions."""
