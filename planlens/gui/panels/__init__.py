"""The panels of the window, one module each; they never import each other."""
