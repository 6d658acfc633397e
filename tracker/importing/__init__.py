"""What comes in: a bundle read back, every cell checked, nothing taken in part."""
