"""Tables as sources publish them: found in files, told by their headers, read row by row, made into Statements."""
