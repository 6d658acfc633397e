"""What happened with a group in a few rounded sentences: no dates, no names, no typed words."""
