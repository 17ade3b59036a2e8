"""For all tests: random examples are the same on every run of continuous integration.

A new counterexample is found at somebody's desk, where it can be looked at, and not in a change
that has nothing to do with it.
"""

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None)  # a busy machine is no counterexample
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
