"""The compiled engine: one table-driven loop over arrays."""
