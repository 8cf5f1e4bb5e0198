"""Lists that people have as a table of their own: of a network's members, of ties. What readers of them share."""
