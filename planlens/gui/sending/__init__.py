"""Sending workbooks to the units, each with its own tasks to report on."""
