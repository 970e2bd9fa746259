import gc

from asn_desktop.services import collector


def test_it_rests_for_the_while_and_as_it_was_before() -> None:
    assert gc.isenabled()
    with collector.resting():
        assert not gc.isenabled()
        with collector.resting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
