"""`kg link` and `kg match`: who is who, in what sources brought and in lists of one's own."""
