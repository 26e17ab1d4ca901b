"""Papers on tasks: 交办单, 催办单, 督办单."""
