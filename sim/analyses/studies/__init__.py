"""Studies of a scenario: what other values would do, what it would take, and how a run should be set up."""
