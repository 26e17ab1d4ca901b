"""What units returned: read in the background, compared, accepted one by one or many at once."""
