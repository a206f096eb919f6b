"""Links, anchors, pictures and files inside the built site, by the link checker that also checks those outside."""

import subprocess

from tests.conftest import ROOT, tool


def check(site):
    command = [tool("lychee"), "--config", str(ROOT / "lychee.toml"), "--offline", "--cache=false", "--root-dir"]
    done = subprocess.run([*command, str(site), f"{site}/**/*.html"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_every_link_inside_the_site_leads_somewhere(site):
    code, output = check(site)

    assert code == 0, output


def test_link_that_leads_nowhere_is_found(small_site):
    small_site.change(
        "docs/tasks.md",
        "They make up",
        '{% raw %}<a href="../nowhere/">a</a> <a href="../#no">b</a>{% endraw %} They make up',
    )
    built = small_site.build()

    code, output = check(built.site)

    assert built.code == 0
    assert code == 2
    assert "nowhere" in output
    assert "#no" in output
