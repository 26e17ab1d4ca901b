"""What stands where in a table, however the file wrote it."""
