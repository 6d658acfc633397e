"""The page for leaving a group: found by its name in the palette, and never suggested."""
