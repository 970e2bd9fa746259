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
PARTICLES = {"bin", "binti", "van", "der", "de", "al", "el", "as", "ad"}
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
    while len(words) > 1 and (title := _front_title(words[0])):
        front.append(title)
        words.pop(0)
    return NameParts(" ".join(front), " ".join(words), back.strip())


def key(full: str) -> str:
    """The name alone, folded: for finding the same person and for sorting."""
    name = split(_REMARK.sub(" ", full)).name
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", "").replace("`", ""))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(_NOT_WORD.sub(" ", plain).split())


def has_name(text: str) -> bool:
    """False for an empty name and for one of titles only."""
    words = split(text).name.split()
    return any(c.isalpha() for c in text) and not all(_front_title(w) for w in words)


def title_case(name: str) -> str:
    """Repair a name all in capitals (or all in small letters); any other is left as it was written."""
    if not (name.isupper() or name.islower()):
        return name

    def word(text: str) -> str:
        if text.casefold() in PARTICLES and not text.endswith("."):
            return text.lower()
        return re.sub(r"(^|[-.'’])(\w)", lambda m: m[1] + m[2].upper(), text.lower())

    words = name.split(" ")
    repaired = [word(w) for w in words]
    if repaired:
        repaired[0] = repaired[0][:1].upper() + repaired[0][1:]
    # "A'yun" and "Ma'ruf": the letter after an apostrophe stays small unless it begins a particle-like part.
    return " ".join(re.sub(r"(\w['’])(\w)", lambda m: m[1] + m[2].lower(), w) for w in repaired)


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
