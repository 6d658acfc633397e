"""Add and edit entries, on a line or in a form, with their tags and the letter to oneself."""
