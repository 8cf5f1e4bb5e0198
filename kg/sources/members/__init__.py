"""Any network's list of members: a table whose columns are known by their headings, in several languages.

Which network a file is of, and for which day, is asked for when it is imported and kept with it.
"""

from kg.sources.members.lists import IMPORT, SOURCE, Filters, read

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]
