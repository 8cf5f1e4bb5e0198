"""How much of the whole a graph holds: what others counted, what is held of it, and how well ties are known."""
