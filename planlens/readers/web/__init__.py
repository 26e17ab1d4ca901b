"""What the readers of web pages share: the page as a tree, its main text, its lines and tables."""
