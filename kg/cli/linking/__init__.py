"""`kg link` and what it shows in a terminal."""
