"""How often things happened with the groups, each with what it was counted of."""
