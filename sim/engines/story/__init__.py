"""The story engine: the process as it can be read from top to bottom, in SimPy."""
