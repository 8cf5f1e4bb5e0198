"""Any list of ties between two actors, twinnings and agreements: a table whose columns are known by their headings.

What the list is called, who publishes it and for which day it is are asked for when it is imported and kept with it.
"""

from kg.sources.ties.lists import IMPORT, SOURCE, Filters, read

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]
