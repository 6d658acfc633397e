"""What leaves: the bundle for one trusted person, made in memory and written once."""
