"""The pure part of the room: named rules, lines of words that must fit, the tiles of the map."""
