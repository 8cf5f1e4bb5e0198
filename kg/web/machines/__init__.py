"""Answers for programs: what may be asked as JSON Schema, how it is answered, and the description of all of it."""
