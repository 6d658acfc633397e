"""How often things happened with the groups, out of how often they could have."""
