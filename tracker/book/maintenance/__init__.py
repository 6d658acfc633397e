"""Looking after a book: integrity, repairs, and entries erased for good."""
