"""Partners, chains and the measures of networks as tables."""
