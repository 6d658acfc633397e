"""Entries: their types, the entry line that makes them, their tags. No file and no clock here."""
