"""Fields: what is told of a task or a target, each described once, for windows, tables, data and typing alike."""
