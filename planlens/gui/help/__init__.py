"""The help: pages of ``resources/help/`` and a page of all shortcuts, which can be searched; about the program."""
