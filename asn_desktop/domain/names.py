"""Names and the titles (gelar) before and after them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Written exactly so; compared without case and dots. "dr" and "Dr" differ only by case, so case decides.
FRONT_TITLES = {
    "prof": "Prof.",
    "drs": "Drs.",
    "dra": "Dra.",
    "drg": "drg.",
    "drh": "drh.",
    "ir": "Ir.",
    "h": "H.",
    "hj": "Hj.",
    "kh": "K.H.",
    "apt": "apt.",
    "ns": "Ns.",
    "letkol": "Letkol",
    "kol": "Kol.",
}
DOCTOR = "dr"
NAMES_TOO = {"ir"}  # without its dot, nobody means the title
PARTICLES = {"bin", "binti", "van", "der", "de", "al", "el", "as", "ad"}
GENERATIONS = {"ii", "iii", "iv"}
# A title run into what follows: `Drs.Ahmad`, `Dr.H.Ali`. The `H.` of `H.M. Ali` may be an initial.
_GLUED = re.compile(
    r"((?:prof|drs|dra|drg|drh|dr|ir|hj|k\.h)\.|h\.(?=\w{3}))([^\W_].*)", re.IGNORECASE | re.DOTALL
)
_REMARK = re.compile(r"\([^)]*\)")
_NOT_WORD = re.compile(r"[^\w\s]|_")


class NameParts(NamedTuple):
    gelar_depan: str
    name: str
    gelar_belakang: str


def printed(name: str, gelar_depan: str = "", gelar_belakang: str = "") -> str:
    """`Dr. Ana Sari, S.E., M.M.`"""
    front = f"{gelar_depan.strip()} {name.strip()}".strip()
    back = gelar_belakang.strip().lstrip(",").strip()
    return f"{front}, {back}" if back else front


def _front_title(word: str) -> str | None:
    bare = word.replace(".", "")
    if bare.casefold() == DOCTOR:
        return "dr." if bare.islower() else "Dr."
    # A lone letter is an initial unless it carries the dot of a title: "H. Ali", but "M. Rizki".
    if bare.casefold() == "h" and not word.endswith("."):
        return None
    return FRONT_TITLES.get(bare.casefold())


def split(full: str) -> NameParts:
    """Take titles off a name written in one cell; no letter is lost.

    What stands after the first comma is gelar belakang. Titles in a name all in capitals are written as they
    should be: `DRG. ABDUL, S.H.` has gelar depan `drg.`.
    """
    text = " ".join(full.split())
    name, _, back = text.partition(",")
    words, front = name.split(), []
    while words:
        if len(words) > 1 and (title := _front_title(words[0])):
            front.append(title)
            words.pop(0)
        elif glued := _GLUED.fullmatch(words[0]):
            words[:1] = glued.groups()
        else:
            break
    return NameParts(" ".join(front), " ".join(words), back.strip())


def key(full: str) -> str:
    """The name alone, folded: for finding the same person and for sorting."""
    name = split(_REMARK.sub(" ", full)).name
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", "").replace("`", ""))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(_NOT_WORD.sub(" ", plain).split())


def has_name(text: str) -> bool:
    """False for an empty name, a remark alone, and titles only: `Prof. Dr.`, `S.H.`, `Drs., M.M.`"""
    words = split(_REMARK.sub(" ", text)).name.split()
    return any(any(map(str.isalpha, word)) and not _is_title(word) for word in words)


def _is_title(word: str) -> bool:
    bare = word.replace(".", "").casefold()
    if "." in word:
        return _front_title(word) is not None or bare in _DEGREE
    return _front_title(word) is not None and bare not in NAMES_TOO


def title_case(name: str) -> str:
    """Repair a name all in capitals (or all in small letters); any other is left as it was written."""
    if not (name.isupper() or name.islower()):
        return name
    words = name.lower().split(" ")
    for place, word in enumerate(words):
        if word in GENERATIONS:
            words[place] = word.upper()
        elif word not in PARTICLES or place in {0, len(words) - 1}:
            words[place] = _capitals(word)
    return " ".join(words)


def _capitals(word: str) -> str:
    """`Nur-Aini`, `A'yun`, but `O'Neil` and `D'Amato`, from small letters."""
    word = re.sub(r"(?<!\w)(?<!\w['’`])\w", lambda m: m[0].upper(), word)
    return re.sub(r"(?<![\w'’`])([OD]['’`])(\w)", lambda m: m[1] + m[2].upper(), word)


# As the degrees are written; looked up without case and dots when a list shouts everything in capitals.
_DEGREES = (
    "S.H. M.H. S.E. M.M. S.T. M.T. S.Pd. M.Pd. S.Kom. M.Kom. S.Sos. M.Si. S.Si. S.P. M.P. S.Ag. M.Ag. S.Kep. "
    "Ners. M.Kes. SKM A.Md. A.Md.Kep. A.Md.Keb. S.STP. M.A.P. M.Sc. Ph.D. Gr. S.IP. M.IP. S.Farm. Apt. "
    "S.Tr.Keb. S.ST. S.Psi. M.Psi. S.Hum. M.Hum. S.S. M.Tr.AP. S.I.Kom. M.I.Kom. S.Ked. Sp.A. Sp.PD. Sp.OG. "
    "Sp.B. M.Eng. M.B.A. S.Pt. S.Hut. S.Pi. S.Gz. S.AP. M.AP. CPNS Lc. M.E. S.Pd.I. M.Pd.I. S.Kel. S.Ikom."
).split()
_DEGREE = {d.replace(".", "").casefold(): d for d in _DEGREES}


def degrees_case(back: str) -> str:
    """Repair gelar belakang all in capitals where each degree is known; else leave it as written."""
    if not back.isupper():
        return back
    parts = [p.strip() for p in back.split(",")]
    known = [_DEGREE.get(p.replace(".", "").replace(" ", "").casefold()) for p in parts]
    return ", ".join(k or p for k, p in zip(known, parts, strict=True))
