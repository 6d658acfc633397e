"""List, search, sort, delete and erase entries."""
