"""The command line: see `kg.sources.curated.validate`."""

from __future__ import annotations

import sys

from kg.sources.curated.validate import main

sys.exit(main(sys.argv[1:]))
