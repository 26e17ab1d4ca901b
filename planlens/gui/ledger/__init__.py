"""The windows of 督办: who has reported, what changed, statistics."""
