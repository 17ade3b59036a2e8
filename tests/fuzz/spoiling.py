"""Ways in which text and bytes go wrong: pieces lost, doubled, moved, and replaced by others."""

from collections.abc import Sequence

from hypothesis import strategies as st

RUBBISH = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\r\n",
    b"\n\n",
    b'"',
    b"'''",
    b"[" * 3000,
    b"9" * 5000,
    b"-1",
    b"1e999",
    b"nan",
    b"null",
    b"{}",
    b"[]",
    b"\\ud800",
    "\u202e\U000e0041".encode(),
    b"\x1b[2J",
)


def spoiled(samples: Sequence[bytes], words: Sequence[bytes] = ()) -> st.SearchStrategy[bytes]:
    """Return one of the samples after a few accidents; `words` are likely to matter there."""
    pieces = st.sampled_from((*RUBBISH, *words)) | st.binary(max_size=8)

    @st.composite
    def accidents(draw: st.DrawFn) -> bytes:
        data = draw(st.sampled_from(list(samples)))
        for _ in range(draw(st.integers(0, 4))):
            at = draw(st.integers(0, len(data)))
            until = min(len(data), at + draw(st.sampled_from((0, 0, 1, 2, 5, 20, 200))))
            lost = data[at:until]
            piece = draw(st.one_of(pieces, st.just(lost * 2)))
            data = data[:at] + piece + data[until:]
        return data

    return accidents()


def anything(samples: Sequence[bytes], words: Sequence[bytes] = ()) -> st.SearchStrategy[bytes]:
    """Return any bytes, from noise to what is nearly right."""
    heaps = (
        st.lists(st.sampled_from((*RUBBISH, *words)), max_size=30).map(b"".join)
        if words
        else st.nothing()
    )
    return st.one_of(
        spoiled(samples, words), spoiled(samples, words), heaps, st.binary(max_size=200)
    )
