"""One file = one lesson: what is decided, and the evidence for it; each has ``LESSON``."""
