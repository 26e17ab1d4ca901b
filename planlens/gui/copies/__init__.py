"""The copies of a project, and getting it back from one."""
