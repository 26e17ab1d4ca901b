"""The import: documents being read, looked at, and made into a project or added to one."""
