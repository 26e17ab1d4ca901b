"""Units for the tasks that have none: proposed with their reasons, accepted one by one."""
