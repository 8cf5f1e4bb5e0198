"""Projects of EU programmes as the Commission publishes them for all alike.

Two forms: the export of the project results platforms (one row a project, its partners side by side), and the answers
of the Funding & Tenders portal's search (JSON). `kg.sources.erasmus` and others say which programmes are theirs.
"""

from kg.sources.eu_results.source import by_year, programme_source

__all__ = ["by_year", "programme_source"]
