"""Lists of small records (people, nodes, decisions, own fields): how each reads, is typed, filled in and changed."""
