"""Where it is kept: the driver, the schema, history and queries. Only here is SQL spoken."""
