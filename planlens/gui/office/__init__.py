"""An office's ledger in the window: opening it, and seeing others at work."""
