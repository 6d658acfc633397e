"""Tracker: a private, offline notebook of what a group asks for and what it is given."""

__version__ = "0.1.0"
