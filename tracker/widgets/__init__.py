"""What screens are made of: each shows values it is handed and never sees the book."""
