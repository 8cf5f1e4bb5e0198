"""Linking measured: labelled pairs made from the sources themselves, methods, and what they get wrong."""
