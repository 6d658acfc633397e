"""Show someone: choose, preview and save files for one person."""
