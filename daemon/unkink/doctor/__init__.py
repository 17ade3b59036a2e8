"""`unkink doctor`: tries every part on this very desktop, and says what to do where one fails.

One module a check, in the order of `examination.CHECKS`. A check may run beside a daemon: it shares
nothing with it, and takes back all that it shows, also when Ctrl-C cuts it short.
"""
