"""What the readers of workbooks share: sheets of printed cells, number formats, and the way into a document."""
