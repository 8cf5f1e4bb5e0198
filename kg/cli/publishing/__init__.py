"""The commands that give the graph to others: a server, files."""
