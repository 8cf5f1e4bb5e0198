"""Briefings for a council: gathered, written in chapters, put together as papers, in several formats."""
