"""The overview page with its charts: the only place with pyqtgraph, which is loaded once charts are first wanted."""
