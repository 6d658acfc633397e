"""Before you answer: what a yes to an ask would mean."""
