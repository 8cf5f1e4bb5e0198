"""Areas coloured by how much the actors in them take part: counties, municipalities, regions and countries."""
