"""The SPARQL 1.1 Protocol, for queries: an endpoint whose every query has a process, a deadline and a bound."""
