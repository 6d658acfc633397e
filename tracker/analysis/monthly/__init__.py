"""What each month comes to: asked, given and left, and the entries behind it."""
