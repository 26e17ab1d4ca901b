"""Charts: the only place with pyqtgraph, which is loaded in the background once charts are first wanted.

:mod:`planlens.gui.charts.data` says what is drawn and needs neither Qt nor pyqtgraph.
"""
