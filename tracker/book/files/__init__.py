"""The files of a book: written safely, backed up, restored, moved, rescued."""
