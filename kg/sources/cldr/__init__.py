"""Names of countries, from Unicode CLDR."""
