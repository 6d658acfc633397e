"""What is left out of an export, and under which names the rest is shown."""
