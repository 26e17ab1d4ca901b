"""The window: the only room with Qt. The session holds the project; panels show it and send edits."""
