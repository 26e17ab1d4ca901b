"""Plans beside each other: two versions of one, an upper plan and one's own."""
