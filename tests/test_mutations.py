"""Bad versions of good courses: none ends in a traceback, and none is lost in silence; see `mutations.py`."""

from collections import Counter

import pytest

from tests.mutations import FOLDERS, HARMLESS, KINDS, MUST, REPORTED, SILENT, judged, table


@pytest.fixture(scope="module")
def results(request):
    """What becomes of all bad versions of all courses; the table is printed once they have been read."""
    found = {name: [*judged(name, folder)] for name, folder in FOLDERS.items()}
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{table([result for several in found.values() for result in several])}")
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_many_versions_are_made_of_every_course(results, name):
    assert len(results[name]) >= 300


def test_every_kind_of_damage_is_done(results):
    done = Counter(result.version.kind for several in results.values() for result in several)

    assert sorted(done) == sorted(KINDS)
    assert min(done.values()) >= 50


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_is_lost_in_silence(results, name):
    assert [told(result) for result in results[name] if result.outcome == SILENT] == []


@pytest.mark.parametrize("kind", MUST)
def test_damage_that_cannot_be_meant_is_reported(results, kind):
    found = [result for several in results.values() for result in several if result.version.kind == kind]

    assert [told(result) for result in found if result.outcome not in (REPORTED, HARMLESS)] == []


def told(result):
    said = "; ".join(map(str, result.said[:2])) or ", ".join(result.differs)
    return f"{result.version.kind} at {result.version.file}:{result.version.line} {result.version.words[:2]}: {said}"
