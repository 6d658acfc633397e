"""The help pages that come with Tracker: which there are, and how they look as text."""
