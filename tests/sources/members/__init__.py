"""Tests of lists of members."""
