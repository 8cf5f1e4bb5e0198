"""Profiles and reports, asked of a session."""
