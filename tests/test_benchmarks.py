"""The benchmarks run, so that nobody finds them broken who wants to measure."""

import gzip

from benchmarks import build, page, pour


def test_large_course_is_read_poured_and_checked(tmp_path):
    pour.write(tmp_path, 100)

    assert [seconds > 0 for seconds in pour.measure(tmp_path)] == [True, True, True]


def test_build_is_measured_by_a_command():
    assert callable(build.main)


def test_page_is_loaded_as_a_phone_and_everything_that_it_asks_for_is_counted(browser, tmp_path):
    head = '<!doctype html><title>T</title><link rel="icon" href="data:,"><link rel="stylesheet" href="a.css">'
    (tmp_path / "index.html").write_text(f'{head}<p>Text<img src="gone.png" alt="">', "utf-8")
    (tmp_path / "a.css").write_text("p { color: red }" * 100, "utf-8")
    served = page.serve(tmp_path)

    measured = page.load(browser, served, served.address)
    served.server.shutdown()

    assert sorted((item.path, item.code) for item in served.answers) == [("", 200), ("a.css", 200), ("gone.png", 404)]
    assert (measured["requests"], measured["hosts"], measured["failed"], measured["CLS"]) == (3, 0, 1, 0)
    assert 0.1 < measured["CSS"] < 0.4
    assert measured["KB"] == sum(measured[name] for name in page.TYPES)
    assert measured["LCP"] >= measured["FCP"] > 150


def test_texts_are_served_with_gzip_and_pictures_as_they_are(tmp_path):
    (tmp_path / "index.html").write_text("text", "utf-8")
    (tmp_path / "a.png").write_bytes(b"picture")

    text, picture = page.answer(tmp_path, "", True), page.answer(tmp_path, "a.png", True)

    assert (gzip.decompress(text[1]), text[2], picture[1:]) == (b"text", "text/html", (b"picture", "image/png"))
    assert b"Content-Encoding: gzip" in text[0]
    assert b"Content-Encoding" not in picture[0]


def test_numbers_that_miss_their_target_have_a_mark(capsys):
    row = {"requests": 10, "KB": 100.04, "FCP": 1000, "LCP": 1101, "CLS": 0, "TBT": 99.4, "seo": 99}

    page.show("page", {"home": row, "talk": row | {"requests": 9}}, "targets")

    assert capsys.readouterr().out.splitlines()[:3] == [
        "page  requests      KB    FCP    LCP     CLS  TBT  seo",
        "home       10!  100.0!  1000   1101!  0.000   99   99!",
        "talk        9   100.0!  1000   1101!  0.000   99   99!",
    ]
