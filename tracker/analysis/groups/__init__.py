"""One group or two: comparison, closing, regular meetings, prompts."""
