"""The workflows: their schema, their security, and that nothing in them moves by itself."""

import re
import subprocess
import sys

import pytest
import yaml

import run
from tests.conftest import ROOT, tool

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def call(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_workflows_fit_the_schema():
    files = map(str, WORKFLOWS)
    code, output = call(tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *files)

    assert code == 0, output


def test_dependabot_settings_fit_the_schema():
    command = [tool("check-jsonschema"), "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml"]
    code, output = call(*command)

    assert code == 0, output


def test_workflows_pass_the_audit():
    code, output = call(tool("zizmor"), "--offline", "--quiet", ".github")

    assert code == 0, output


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_with_their_version(path):
    used = re.findall(r"uses: (?!\./)(.+)", path.read_text("utf-8"))

    assert [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_given_to_single_jobs_only(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))

    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


def test_shell_lines_can_be_read():
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            for step in job.get("steps", []):
                if "run" in step:
                    subprocess.run(["bash", "-n"], input=step["run"], text=True, check=True)


def test_publishing_hands_the_address_to_the_build(tmp_path):
    """The step that builds, run with a stand-in for Python: a base address gets its slash, none changes nothing."""
    steps = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))["jobs"]["check"]["steps"]
    (script,) = [step["run"] for step in steps if step.get("name") == "Build strictly"]
    stand_in = tmp_path / "python"
    stand_in.write_text('#!/bin/sh\necho "$* ${SITE_URL-unset}"\n', "utf-8")
    stand_in.chmod(0o755)

    def told(address):
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "ADDRESS": address}
        return subprocess.check_output(["bash", "-e", "-c", script], env=environment, text=True).strip()

    assert told("https://example.org/course") == "run.py build https://example.org/course/"
    assert told("https://example.org/") == "run.py build https://example.org/"
    assert told("") == "run.py build unset"


def test_python_of_the_workflows_is_new_enough():
    for path in WORKFLOWS:
        for version in re.findall(r'python-version: "(\d+)\.(\d+)"', path.read_text("utf-8")):
            assert tuple(map(int, version)) > run.FLOOR[:2]
    assert sys.version_info[:3] >= run.FLOOR
