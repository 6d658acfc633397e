"""What is logged: the types of entries, the entry line, how it was asked. Pure: no file, no clock."""
