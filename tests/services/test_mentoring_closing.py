"""The end of a pair: marks, what is missing, and what it tells of competences."""

from dataclasses import replace

import pytest
from pairs import NOW, TODAY, form, mentored

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import competences, history, reference
from asn_desktop.services.mentoring import closing, feeding, levels, pairs
from asn_desktop.services.mentoring.pairs import MenteeForm


@pytest.fixture
def pair(engine):
    with writing(engine, "Rujukan", now=NOW) as s:
        reference.seed(s)
    return mentored(engine)


def changed(pair, label, work):
    with writing(pair.engine, label, "rina", NOW) as s:
        return work(s)


def known(pair, person):
    with reading(pair.engine) as s:
        return competences.latest(s, [person]).get(person, {})


def told(pair):
    with reading(pair.engine) as s:
        return closing.get(s, pair.pair_id)


def see(pair, **by):
    cells = {(pair.mentee_id, "M5", "akhir", who): level for who, level in by.items()}
    changed(pair, "Tingkat", lambda s: levels.save(s, cells, TODAY))


def test_marks_conclusion_and_what_comes_next_are_kept(pair):
    blank = told(pair).mentees[0].form
    marks = dict.fromkeys(told(pair).aspects, 4)
    wanted = replace(blank, marks=marks, conclusion="Mandiri", ready_for="Pengawas", next_training="PKP")
    changed(pair, "Penilaian", lambda s: closing.save(s, wanted))
    one = told(pair).mentees[0]
    assert one.form == replace(wanted, version=blank.version + 1)
    assert one.mean == 4
    fewer = replace(one.form, marks={next(iter(marks)): 5})
    changed(pair, "Penilaian", lambda s: closing.save(s, fewer))
    assert told(pair).mentees[0].form.marks == fewer.marks
    with pytest.raises(UserError):
        changed(pair, "Penilaian", lambda s: closing.save(s, blank))  # somebody else's newer one


def test_a_mark_of_6_is_named_at_its_aspect(pair):
    aspect = next(iter(told(pair).aspects))
    with pytest.raises(InvalidInput) as caught:
        changed(pair, "x", lambda s: closing.save(s, replace(told(pair).mentees[0].form, marks={aspect: 6})))
    assert list(caught.value.problems) == [aspect]


def test_what_is_missing_is_told(pair):
    found = told(pair)
    assert found.missing == ("belum ada pertemuan yang terlaksana",)
    assert "kesimpulan belum ditulis" in found.mentees[0].missing
    assert any(line.startswith("tingkat akhir belum diisi") for line in found.mentees[0].missing)
    see(pair, mentor=3)
    (line,) = [m for m in told(pair).mentees[0].missing if m.startswith("tingkat")]
    assert "Pelayanan" not in line


def test_closing_feeds_the_level_of_the_superior_and_reopening_takes_it_back(pair):
    see(pair, mentor=4, mentee=5, atasan=3)
    fed = changed(pair, "Selesaikan", lambda s: closing.close(s, pair.pair_id, TODAY))
    assert [(one.level, one.seen_by) for one in fed] == [(3, "atasan")]
    assert fed[0].words.endswith("menjadi 3 (menurut atasan)")
    level = known(pair, pair.mentee)["M5"]
    assert (level.level, level.noted_on, level.source) == (3, TODAY, "mentoring")
    assert (told(pair).state, told(pair).closed_on) == ("selesai", TODAY)
    changed(pair, "Buka kembali", lambda s: closing.reopen(s, pair.pair_id, TODAY))
    assert known(pair, pair.mentee) == {}
    assert (told(pair).state, told(pair).closed_on) == ("berjalan", None)


def test_finishing_from_the_board_feeds_too_and_undo_takes_all_back(pair):
    see(pair, mentor=4)
    changed(pair, "Selesaikan", lambda s: pairs.finish(s, pair.pair_id, TODAY))
    assert known(pair, pair.mentee)["M5"].level == 4
    changed(pair, "Batalkan", lambda s: history.undo(s, TODAY, "rina"))
    assert known(pair, pair.mentee) == {}
    assert told(pair).state == "berjalan"


def test_feeding_twice_tells_it_once(pair):
    see(pair, mentor=4)
    for _ in range(2):
        changed(pair, "Umpan", lambda s: feeding.feed(s, pair.pair_id, TODAY))
    with reading(pair.engine) as s:
        assert len(competences.history(s, pair.mentee)) == 1


def test_who_left_early_is_told_nothing_of(pair):
    def grown(s):
        old = pairs.get(s, pair.pair_id)
        more = form(pair.people, pair.programme_id).mentees + (MenteeForm(pair.people[2]),)
        pairs.save(s, replace(old, mentees=more), TODAY)
        pairs.leave(s, pair.mentee_id, TODAY, "Pindah tugas", TODAY)

    see(pair, mentor=4)
    changed(pair, "Kelompok", grown)
    assert told(pair).feeds == ()
    assert told(pair).mentees[0].missing == ()
    changed(pair, "Selesaikan", lambda s: closing.close(s, pair.pair_id, TODAY))
    assert known(pair, pair.mentee) == {}


def test_what_is_closed_is_not_closed_again(pair):
    changed(pair, "Selesaikan", lambda s: closing.close(s, pair.pair_id, TODAY))
    with pytest.raises(UserError, match="selesai"):
        changed(pair, "Selesaikan", lambda s: closing.close(s, pair.pair_id, TODAY))


def test_what_is_changed_after_the_closing_reaches_the_competences_too(pair):
    see(pair, mentor=3)
    changed(pair, "Tutup", lambda s: closing.close(s, pair.pair_id, TODAY))
    later = {(pair.mentee_id, "M5", "akhir", "atasan"): 5}
    changed(pair, "Tingkat", lambda s: feeding.save_levels(s, later, TODAY))
    with reading(pair.engine) as s:
        assert competences.latest(s)[pair.mentee]["M5"].level == 5
        assert len(competences.history(s, pair.mentee)) == 1
        form = pairs.get(s, pair.pair_id)
    another = replace(form, mentees=(MenteeForm(pair.people[2]),))
    changed(pair, "Mentee lain", lambda s: pairs.save(s, another, TODAY))
    with reading(pair.engine) as s:
        assert competences.latest(s) == {}
