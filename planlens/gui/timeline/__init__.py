"""The timeline: which bars there are (without Qt), and the view that draws and moves them."""
