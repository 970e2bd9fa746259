"""Texts of a template: words with {tokens}, and [parts] that vanish when a token in them is empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from asn_desktop.domain.certificates import TOKENS

_PIECE = re.compile(r"\{(\w+)\}|([\[\]])|([^{}\[\]]+)|(.)", re.DOTALL)


@dataclass(frozen=True)
class Pattern:
    """`parts` holds (is_token, text) pieces, or a tuple of them for a part that may vanish."""

    parts: tuple[tuple[tuple[bool, str], ...], ...]

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(text for part in self.parts for is_token, text in part if is_token)

    def fill(self, values: Mapping[str, str]) -> str:
        """Values go in as they are: a brace in a name means nothing."""
        if len(self.parts) == 1 and len(self.parts[0]) == 1:
            is_token, text = self.parts[0][0]
            return (values.get(text, "") if is_token else text).strip()
        out: list[str] = []
        for n, part in enumerate(self.parts):
            if n % 2 and any(is_token and not values.get(text) for is_token, text in part):
                continue  # odd parts stood in brackets
            out += [values.get(text, "") if is_token else text for is_token, text in part]
        return "".join(out).strip()


def parse(text: str) -> Pattern:
    """ValueError with an Indonesian reason when `text` is wrong."""
    parts: list[list[tuple[bool, str]]] = [[]]
    for token, bracket, plain, wrong in _PIECE.findall(text):
        if wrong:
            raise ValueError(f"tanda kurung '{wrong}' tanpa pasangan")
        if bracket:
            if (bracket == "[") != (len(parts) % 2 == 1):
                raise ValueError("kurung siku tidak berpasangan")
            parts.append([])
        elif token:
            if token not in TOKENS:
                raise ValueError(f"kata {{{token}}} tidak dikenal")
            parts[-1].append((True, token))
        else:
            parts[-1].append((False, plain))
    if len(parts) % 2 == 0:
        raise ValueError("kurung siku tidak ditutup")
    return Pattern(tuple(map(tuple, parts)))
