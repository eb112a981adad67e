"""What the room is asked: requests for help, information requests, participation."""
