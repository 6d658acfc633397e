"""What it adds up to, from whole cents and half-open months. Pure: no file, no clock, no SQL."""
