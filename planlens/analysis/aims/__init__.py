"""Which numbers a plan wants to reach, and of what."""
