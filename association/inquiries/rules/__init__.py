"""The pure part of the room: named rules, the table of a request for help, answer rates and days."""
