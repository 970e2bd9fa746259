"""Papers of a training, wall calendar, Word and lists: text comes out as it went in, and nothing runs."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest
import trainings
from desks import NOW, TODAY, make_desk
from docx import Document
from naughty.corpus import CORPUS, LONG, PRINTED
from naughty.test_prints import packed

from asn_desktop.db.session import reading
from asn_desktop.domain.papers import PaperEvent, PaperMarks, PaperPerson
from asn_desktop.reports import docx, rendering
from asn_desktop.reports.fonts import unprintable
from asn_desktop.services.database import open_database
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
    return replace(usual, people=people, trainers=people, sessions=held, subjects=subjects)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Every paper of a plain event, to be filled with other texts."""
    folder = tmp_path_factory.mktemp("kantor")
    engine = open_database(f"sqlite:///{folder / 'asn.db'}", NOW)
    desk = make_desk(engine, folder)
    with reading(engine) as session:
        built = pack.build(session, desk.event_id, KINDS, today=TODAY)
    engine.dispose()
    return built


def filled(made: Pack, texts: list[str], kind: str) -> Pack:
    """This paper alone, with the texts wherever a clerk may write."""
    event = event_of(texts)
    columns = tuple(texts[:4])
    given = trainings.marks(event, len(columns)).lines
    marks = PaperMarks(columns, tuple(replace(line, note=line.person.name) for line in given))
    letters = {}
    if kind in made.letters:
        fields = [f for f in KINDS[kind].fields if f.shape in (Shape.LINE, Shape.TEXT, Shape.LIST)]
        told = {
            field.name: "\n".join(texts) if field.shape is Shape.LIST else texts[n % len(texts)]
            for n, field in enumerate(fields)
        }
        usual = made.letters[kind]
        letters[kind] = replace(
            usual, number=texts[0], texts={**usual.texts, **told}, event=event, marks=marks
        )
    lines = trainings.certificates(event)
    signed = {kind: trainings.SIGNED}
    return replace(
        made, kinds=(kind,), event=event, footer=texts[-1], letters=letters, signatures=signed, marks=marks,
        certificates=lines,
    )  # fmt: skip


def printed(data: bytes) -> str:
    count = rendering.page_count(data)
    return packed("".join(rendering.page_text(data, n) for n in range(count))).casefold()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "honorarium"])  # made of sums, by trainer
def test_every_paper_prints_what_it_has_letters_for(made: Pack, kind: str) -> None:
    missing = []
    for start in range(0, len(FITTING), 40):
        texts = FITTING[start : start + 40]
        shown = printed(pack.draw(filled(made, texts, kind)))
        missing += [t for t in texts if packed(t).casefold() not in shown]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_stops_a_paper(made: Pack, kind: str) -> None:
    assert rendering.page_count(pack.draw(filled(made, [text[:400] for text in ODD], kind)))
    assert rendering.page_count(pack.draw(filled(made, [LONG], kind)))


def texts_of(data: bytes) -> list[str]:
    """All paragraphs, those of tables too."""
    document = Document(io.BytesIO(data))
    found = [p.text for p in document.paragraphs]
    for table in document.tables:
        found += [p.text for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return found


@pytest.mark.parametrize("kind", WORDED)
def test_word_has_every_text_and_runs_none(made: Pack, kind: str) -> None:
    texts = [*CORPUS, MARKUP]
    letter = filled(made, texts, kind).letters[kind]
    shown = "\n".join(texts_of(docx.render(templates.shipped(kind), letter, "x.docx")))
    shown = "".join(shown.split())
    wanted = {"".join(docx.clean(t).split()) for t in texts}
    assert [t for t in wanted if t not in shown] == []
