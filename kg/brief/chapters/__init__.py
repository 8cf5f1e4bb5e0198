"""The chapters of a briefing, as blocks of text, tables and figures."""
