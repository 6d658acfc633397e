"""The chart over the months, and saving it as an image."""
