"""The small tables of a book, one class for each."""
