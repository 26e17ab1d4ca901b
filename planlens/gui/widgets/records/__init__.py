"""A list of small records, edited in place: people, nodes, decisions, own fields."""
