"""What a run leaves behind: the log (one row per moment and change of state) and the measures (computed as it goes)."""
