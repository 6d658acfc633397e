"""One ask: its timeline, earlier ones of its kind, and what a yes means."""
