"""The dialogs around the panels: import, export, new versions, history, backups, diagnosis."""
