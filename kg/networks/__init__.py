"""Networks: from ties to graphs, from graphs to measures and layouts. Pure functions; only `gather` asks a session."""
