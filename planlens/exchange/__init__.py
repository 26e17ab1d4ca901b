"""Out to the units and back: a workbook for each unit, what they return, and what would change.

The way round: :mod:`packet` says what a unit is asked, :mod:`workbook` writes it, :mod:`grids` reads what comes back,
:mod:`returned` finds which task each row is, :mod:`comparing` puts what was sent, what stands now and what came back
side by side, and :mod:`taking` makes one edit of what is accepted.
"""
