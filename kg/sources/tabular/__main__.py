"""The command line: see `kg.sources.tabular.extract`."""

from __future__ import annotations

import sys

from kg.sources.tabular.extract import main

sys.exit(main())
