"""Asking public interfaces politely, and keeping what they answered, so that a source is read without them."""
