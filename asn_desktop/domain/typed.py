"""Text that somebody typed or pasted, so that it can be kept, searched for and printed."""

from __future__ import annotations

import re

MOST_WORDS, LONGEST_WORD = 20, 1000  # of a search
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Without control characters but tab and line breaks; half a UTF-16 pair becomes U+FFFD.

    A database cannot keep such halves, and C programs end a text at NUL.
    """
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", text)


def sought(text: str) -> list[str]:
    """The different words of a search, the first of each kind; what nobody types by hand is left off.

    A database refuses questions of a thousand conditions, as where a whole letter was pasted.
    """
    return [word[:LONGEST_WORD] for word in dict.fromkeys(clean(text).split())][:MOST_WORDS]
