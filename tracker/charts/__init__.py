"""Charts: one series of months, drawn in the cells of a terminal or as an image."""
