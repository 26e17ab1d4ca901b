"""Printing: tables on A4 landscape with their header on every page, and the charts of the overview."""
