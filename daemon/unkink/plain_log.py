"""The log on standard error: what others say in it steers no terminal."""

import logging

from unkink.core.plain_text import printable


class PlainFormatter(logging.Formatter):
    """Spells out what does not show; lines of one message stay lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the message as it is written."""
        return "\n".join(printable(line) for line in super().format(record).split("\n"))


def log_to_stderr(*, verbose: bool) -> None:
    """Write what goes wrong, and with `verbose` what is decided, a line each."""
    handler = logging.StreamHandler()
    handler.setFormatter(PlainFormatter("%(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])
