"""The explorer's network page: what its script asks for step by step, the page itself, and its downloads."""
