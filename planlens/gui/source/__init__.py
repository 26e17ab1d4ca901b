"""The source panel: the document as it reads, laid out only where it is seen."""
