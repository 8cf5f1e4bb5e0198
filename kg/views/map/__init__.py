"""The interactive page: its data, its template, its scripts."""
