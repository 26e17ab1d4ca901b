"""Search across all projects and documents of a folder, live while typing; and tasks like the chosen one."""
