"""What is drawn: one series, in the cells of a terminal and as a picture, saying the same."""
