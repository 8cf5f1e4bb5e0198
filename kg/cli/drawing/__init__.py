"""What `kg map` draws beside networks."""
