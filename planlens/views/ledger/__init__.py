"""What an office asks of its ledger at the end of a month, as values and as tables: no Qt, nothing written."""
