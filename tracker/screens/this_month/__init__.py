"""This month: its summary, and one question a day."""
