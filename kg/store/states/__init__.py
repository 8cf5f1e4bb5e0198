"""States of the graph: the facts that two of them are compared by, kept small, and where each is found."""
