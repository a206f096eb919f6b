"""The benchmarks run, so that nobody finds them broken who wants to measure."""

from benchmarks import build, pour


def test_large_course_is_read_poured_and_checked(tmp_path):
    pour.write(tmp_path, 100)

    assert [seconds > 0 for seconds in pour.measure(tmp_path)] == [True, True, True]


def test_build_is_measured_by_a_command():
    assert callable(build.main)
