"""How drafts are spoken of."""

from __future__ import annotations

from asn_desktop.services.drafts import Draft

LONGEST = 80  # letters of a title


def when(draft: Draft) -> str:
    return f"{draft.at:%d-%m-%Y %H.%M}"


def titled(draft: Draft) -> str:
    title = " ".join(draft.title.split())
    short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    return f"{short} ({when(draft)})"
