"""How many examples each target tries: few among the other tests, as many as asked for by hand."""

import os

from hypothesis import HealthCheck, settings

VARIABLE = "UNKINK_FUZZ_EXAMPLES"
FEW = 60

_asked = os.environ.get(VARIABLE)

fuzzed = settings(
    max_examples=int(_asked or FEW), deadline=None, suppress_health_check=list(HealthCheck)
)
if _asked:  # who asks for many wants new ones each time, also where CI is set
    fuzzed = settings(fuzzed, derandomize=False)
