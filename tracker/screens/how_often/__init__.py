"""How often things happened, with timelines, pledges, goals and groups compared."""
