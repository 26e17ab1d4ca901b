"""The steps of the analysis, one a file; none of them knows another."""
