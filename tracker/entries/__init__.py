"""What is logged: types of entries, the entry line, circumstances. Pure: no file, no clock."""
