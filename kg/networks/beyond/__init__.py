"""Networks that memory does not hold; a folder of its own, which `spark-submit` puts before the modules of Python."""
