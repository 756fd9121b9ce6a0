"""By which clock a time runs: always, while it is open, or by days on which it is open."""

CLOCK, WORKING_HOURS, WORKING_DAYS = range(3)
