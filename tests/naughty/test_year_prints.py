"""Papers of a training, wall calendar, Word and lists: text comes out as it went in, and nothing runs."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
import trainings
from docx import Document
from naughty.corpus import CORPUS, LONG, PRINTED
from naughty.test_prints import packed

from asn_desktop.domain.papers import Letter, PaperEvent, PaperMarks, PaperPerson
from asn_desktop.reports import docx, rendering
from asn_desktop.reports.fonts import unprintable
from asn_desktop.services.papers import pack, templates
from asn_desktop.services.papers.kinds import KINDS, WORDED, Shape
from asn_desktop.services.papers.pack import Pack

FITTING = [t for t in PRINTED if len(t) < 60 and not unprintable(t, "sans") and not unprintable(t, "serif")]
ODD = [text for text in CORPUS if text not in FITTING]
MARKUP = "{{ nomor }} {% if 1 %}x{% endif %} {# y #} <w:br/>&amp;<b>tebal</b> =1+1"


def person(number: int, text: str) -> PaperPerson:
    return PaperPerson(
        number, text, "", text, text, text, text, education=text, phone=text, email=text, address=text,
        code=f"K1P{number}C00",
    )  # fmt: skip


def event_of(texts: list[str]) -> PaperEvent:
    """Each text once as a person, as a trainer, as the title of a session with its room, and as a subject."""
    usual = trainings.event(2, 1)
    people = tuple(person(n, text) for n, text in enumerate(texts, 1))
    day = usual.sessions[0]
    held = tuple(
        replace(day, day=usual.starts_on + timedelta(n // 8), title=text, trainers=(text,), room=text)
        for n, text in enumerate(texts)
    )
    subjects = tuple((text, text, 1) for text in texts)
    return replace(usual, people=people, trainers=people[:3], sessions=held, subjects=subjects)


def pack_of(texts: list[str], kind: str) -> Pack:
    event = event_of(texts)
    columns = tuple(texts[:4])
    given = trainings.marks(event, len(columns)).lines
    marks = PaperMarks(columns, tuple(replace(line, note=line.person.name) for line in given))
    told = {
        field.name: "\n".join(texts) if field.shape is Shape.LIST else texts[n % len(texts)]
        for n, field in enumerate(KINDS[kind].fields)
    }
    head, signed = trainings.HEAD, trainings.SIGNED
    letter = Letter(kind, texts[0], "hari ini", "Contoh", told, head, event, signed, marks)
    lines, foot = trainings.certificates(event), texts[-1]
    return Pack(
        "Uji", (kind,), event, head, "A4", foot, {kind: letter}, {kind: signed}, marks, lines, texts[0]
    )


def printed(data: bytes) -> str:
    count = rendering.page_count(data)
    return packed("".join(rendering.page_text(data, n) for n in range(count))).casefold()


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_prints_what_it_has_letters_for(kind: str) -> None:
    missing = []
    for start in range(0, len(FITTING), 40):
        texts = FITTING[start : start + 40]
        shown = printed(pack.draw(pack_of(texts, kind)))
        missing += [t for t in texts if packed(t).casefold() not in shown]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_stops_a_paper(kind: str) -> None:
    assert rendering.page_count(pack.draw(pack_of([text[:400] for text in ODD], kind)))
    assert rendering.page_count(pack.draw(pack_of([LONG], kind)))


def texts_of(data: bytes) -> list[str]:
    """All paragraphs, those of tables too."""
    document = Document(io.BytesIO(data))
    found = [p.text for p in document.paragraphs]
    for table in document.tables:
        found += [p.text for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return found


@pytest.mark.parametrize("kind", WORDED)
def test_word_has_every_text_and_runs_none(kind: str) -> None:
    texts = [*CORPUS, MARKUP]
    letter = pack_of(texts, kind).letters[kind]
    shown = "\n".join(texts_of(docx.render(templates.shipped(kind), letter, "x.docx")))
    shown = "".join(shown.split())
    wanted = {"".join(docx._clean(t).split()) for t in texts}
    assert [t for t in wanted if t not in shown] == []
