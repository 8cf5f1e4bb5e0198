"""The command line: see `kg.sources.cordis.reading`."""

from __future__ import annotations

import sys

from kg.sources.cordis.extract import main

sys.exit(main())
