"""What each month comes to: asked, given, left, and what that is made of."""
