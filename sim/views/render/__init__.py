"""Documents shown: on a terminal, in a notebook or page, as JSON, CSV, spreadsheet and pandas."""
