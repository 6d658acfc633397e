"""Charts as images: PNG, PDF and SVG, drawn by matplotlib."""
