"""Makes the manual page when a wheel is built; hatchling calls this.

Beside the package and not in it: the program knows nothing of how it is packed.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = "share/man/man1/unkink.1"


class ManualPage(BuildHookInterface[Any]):
    """Puts `unkink.1` where `man` looks, beside the program's own folder `bin`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the page and have it packed; the page needs nothing but the standard library."""
        del version
        sys.path.insert(0, str(Path(self.root) / "daemon"))
        from unkink.cli.manual import page

        self._page.parent.mkdir(parents=True, exist_ok=True)
        self._page.write_text(page() + "\n", encoding="utf-8")
        build_data["shared_data"][str(self._page)] = PAGE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the page away again: it would be old with the next change."""
        del version, build_data, artifact_path
        self._page.unlink(missing_ok=True)

    @property
    def _page(self) -> Path:
        return Path(self.root) / "build/unkink.1"
