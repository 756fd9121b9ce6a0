"""What every result says, once: a module for each kind of result, with a function `document`."""
