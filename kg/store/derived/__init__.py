"""What no source says and all together do: worked out of a default graph when it is built, and written into it."""
