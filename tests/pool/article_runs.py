"""Which runs of six words stand in the article the first ideas came from, without its text.

The article is somebody else's and is not kept here; `article-runs.txt` holds a short digest of each
of its runs, from which no sentence can be read. Written from the text, once, by

    python -m tests.pool.article_runs < article.txt > tests/pool/article-runs.txt
"""

import re
import sys
from collections.abc import Iterator
from hashlib import blake2s
from pathlib import Path

LENGTH = 6
"""Words; shorter runs are everybody's language."""
DIGESTS = Path(__file__).with_name("article-runs.txt")


def runs(text: str) -> Iterator[str]:
    """Yield each run of words, in small letters and without signs."""
    words = re.findall(r"[a-z]+", text.lower())
    for start in range(len(words) - LENGTH + 1):
        yield " ".join(words[start : start + LENGTH])


def digest(run: str) -> str:
    """Return what stands for a run: five bytes, so that two of a million runs hardly agree."""
    return blake2s(run.encode(), digest_size=5).hexdigest()


def of_the_article() -> frozenset[str]:
    """Read the digests of all runs of the article."""
    return frozenset(DIGESTS.read_text("ascii").split())


if __name__ == "__main__":
    print("\n".join(sorted({digest(run) for run in runs(sys.stdin.read())})))
