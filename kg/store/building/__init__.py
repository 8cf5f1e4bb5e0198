"""The parts of a build that are no writing: what goes into a store."""
