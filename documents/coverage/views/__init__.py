"""What readers see of the links, and the pages of the editor."""
