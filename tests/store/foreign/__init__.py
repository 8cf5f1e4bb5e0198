"""Other people's programs read what Samkart writes: they agree on every statement, and have nothing to remark."""
