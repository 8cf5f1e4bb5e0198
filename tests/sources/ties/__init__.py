"""Lists of ties between two actors."""
