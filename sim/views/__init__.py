"""Pictures and words for people; the only rooms that import matplotlib."""
