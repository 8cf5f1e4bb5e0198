"""Comparing actors: profiles, likeness, degree of cooperation, gaps, and a group as one region."""
