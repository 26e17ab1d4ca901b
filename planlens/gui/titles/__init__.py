"""Correcting the titles of documents."""
