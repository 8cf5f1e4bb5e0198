"""Tests of the Covenant of Mayors."""
