"""What stands behind the SPARQL page: the Questions as examples, and the words that a query can be made of."""
