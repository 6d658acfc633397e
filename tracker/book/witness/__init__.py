"""Hashes of a book's entries, by which a friend can check them later."""
