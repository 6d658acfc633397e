"""The base of the book: its connection, errors, schema, rows and queries."""
