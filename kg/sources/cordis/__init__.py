"""EU research projects as CORDIS publishes them."""
