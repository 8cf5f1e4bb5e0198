"""The command line: see `kg.sources.municipalities.refresh`."""

from __future__ import annotations

import sys

from kg.sources.municipalities.refresh import main

sys.exit(main())
