"""The entries of the menus, one module each or one for a few that belong together."""
