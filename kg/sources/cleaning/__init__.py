"""Cells of published tables made clean: values, dates, names, and whether a name is a person's."""
