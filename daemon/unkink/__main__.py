"""`python -m unkink` is `unkink`."""

import sys

from unkink.cli import main

sys.exit(main())
