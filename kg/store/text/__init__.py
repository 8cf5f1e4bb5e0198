"""The graph as RDF text: forms and the names that tell them, writers that never hold all of it."""
