"""``python -m revmentor``."""

from __future__ import annotations

import sys

from revmentor.cli.main import main

sys.exit(main())
