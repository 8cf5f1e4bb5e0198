"""Words and sentences in bokmål, nynorsk and English."""
