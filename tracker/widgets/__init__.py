"""Widgets of the screens: each shows the values it is given and never reads the book."""
