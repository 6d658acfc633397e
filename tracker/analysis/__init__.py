"""What the entries add up to: by month, patterns, asks and groups. No file, no clock, no SQL."""
