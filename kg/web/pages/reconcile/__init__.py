"""The W3C Reconciliation Service API 0.2: a table's names, matched with the actors, programmes and projects here."""
