"""What changed between two states of the graph: pure functions on their facts (`kg.model.state`)."""
