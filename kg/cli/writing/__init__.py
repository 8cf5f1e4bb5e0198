"""How answers are written: for people, for programs, for spreadsheets."""
