"""axe-core in the open page: what keeps people with other eyes, ears or hands out."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict, cast

from tests.guide.browsing import Browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """axe.run(document, {runOnly: %s}).then(found => found.violations.flatMap(
    one => one.nodes.map(node => `${one.id}: ${node.target.join(' ')}: ${node.failureSummary}`)))"""


class _Value(TypedDict, total=False):
    value: object


class _Evaluated(TypedDict, total=False):
    result: _Value
    exceptionDetails: object


def violations(browser: Browser) -> list[str]:
    """Return what breaks a rule: "rule: element: what to do".

    The script comes in through the browser's debugger, which no content policy binds; the page's
    own policy stays as it is.
    """
    if not browser.script("typeof axe === 'object'"):
        _evaluate(browser, _axe())
    return cast("list[str]", _evaluate(browser, RUN % json.dumps(RULES)))


def _evaluate(browser: Browser, code: str) -> object:
    wanted = {"expression": code, "awaitPromise": True, "returnByValue": True}
    told: _Evaluated = browser.driver.execute_cdp_cmd("Runtime.evaluate", wanted)
    assert "exceptionDetails" not in told, told
    return told["result"].get("value")


@cache
def _axe() -> str:
    """Read axe-core out of the package that carries it, importing nothing of that."""
    spec = find_spec("selenium_axe_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe-core" / "axe.min.js").read_text("utf-8")
