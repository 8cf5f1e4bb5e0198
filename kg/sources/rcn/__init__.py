"""Files of the Research Council of Norway: `eu`, grants of the EU to Norwegian organisations, and `grants`, its own."""
