"""The words of SPARQL 1.1: what may stand in a query without a prefix."""

from __future__ import annotations

__all__ = ["AGGREGATES", "FORMS", "FUNCTIONS", "KEYWORDS", "UPDATES"]

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
"""What a query begins with."""
UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
"""What an update begins with."""
AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
FUNCTIONS = (
    *AGGREGATES,
    *("STR", "LANG", "LANGMATCHES", "LANGDIR", "HASLANG", "HASLANGDIR", "DATATYPE", "BOUND", "IRI", "URI", "BNODE"),
    *("RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT", "STRLEN", "SUBSTR", "UCASE", "LCASE", "ENCODE_FOR_URI"),
    *("CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "REPLACE", "REGEX", "STRDT", "STRLANG"),
    *("STRLANGDIR", "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ", "NOW", "UUID", "STRUUID"),
    *("MD5", "SHA1", "SHA256", "SHA384", "SHA512", "COALESCE", "IF", "SAMETERM", "ISIRI", "ISURI", "ISBLANK"),
    *("ISLITERAL", "ISNUMERIC", "EXISTS", "TRIPLE", "ISTRIPLE", "SUBJECT", "PREDICATE", "OBJECT", "ADJUST"),
)
KEYWORDS = (
    *FORMS,
    *("BASE", "PREFIX", "DISTINCT", "REDUCED", "AS", "FROM", "NAMED", "WHERE", "GROUP", "BY", "HAVING", "ORDER", "ASC"),
    *("DESC", "LIMIT", "OFFSET", "VALUES", "OPTIONAL", "GRAPH", "SERVICE", "SILENT", "BIND", "UNDEF", "MINUS", "UNION"),
    *("LATERAL", "FILTER", "NOT", "IN", "SEPARATOR", "TRUE", "FALSE", "A"),
)
