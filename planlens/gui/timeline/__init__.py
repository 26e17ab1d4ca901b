"""The timeline page: draws the bars of the lanes, and lets them be moved."""
