"""Which tasks a report speaks of: its sentences are offered as progress notes, to be accepted one by one."""
