"""Who is responsible: notes, the names of units in them, and the places they belong to."""
