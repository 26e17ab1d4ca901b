"""The report of a period: put into words in the window, written as a document."""
