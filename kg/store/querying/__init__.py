"""Queries from outside, answered in a process of their own and in a total order."""
