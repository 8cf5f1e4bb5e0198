"""States of the graph on the command line: what there is of them, what changed, and what is taken out."""
