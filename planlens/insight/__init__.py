"""Questions over plans: which finding of a new version is which of the old one, and what has changed between them."""
