"""Charts as images: PNG and PDF drawn by matplotlib, SVG for the summary."""
