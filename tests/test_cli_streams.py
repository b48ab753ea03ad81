"""What goes out: exit codes, both languages, every terminal and pipe, no text of a file as markup or escape code."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from forked import Forks
from terminal import at_a_terminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]
LEDGER = [sys.executable, "-m", "ledger"]

MARKUP = "[red]x[/red] [/] [bold]:smile: é ✅ 龘"
"""A title that rich would read as markup, with signs that a GBK terminal doesn't have."""


@pytest.fixture
def marked(folder: Path) -> Path:
    """The ledger with a title, a file name and a broken file that try to reach the terminal as more than text."""
    house.build(folder)
    text = house.SOON.replace("锅炉低氮改造滞后", f"'{MARKUP}'").replace("县住建局", "'[blink]局[/blink]'")
    house.put(folder / "issues/ISSUE-002.yaml", text.encode())
    house.put(folder / "issues/ISSUE-007.yaml", b"title: \x1b[31mred\x1b[0m\n")
    house.put(folder / "issues/ISSUE-008.yaml", "title: 河\u202e流\n[/]: 1\n".encode())
    house.put(folder / "issues/\x1b[32m[green].yaml", b"x: 1\n")
    return folder


# --- exit codes ---


def test_every_exit_code_means_one_thing(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for code, command in (
        (0, "list"),
        (1, "overdue"),
        (2, "list --status 完成"),
        (2, "frobnicate"),
        (2, "list --frob"),
        (2, "list --as-of 2026-02-30"),
        (3, "show 99"),
        (4, "start 4 --as zhang"),
        (6, "init"),
        (7, "export --xlsx ledger.toml/x.xlsx"),
    ):
        done = ledger(*command.split())
        assert done.returncode == code, (command, done.stderr)
        assert bool(done.stderr) == (code > 1), "results on stdout, refusals on stderr"
        assert "Traceback" not in done.stderr
    house.put(folder / "issues/ISSUE-009.yaml", b"")
    assert ledger("show", "9").returncode == 5
    nowhere = ledger("list", cwd=folder.parent)
    assert (nowhere.returncode, "ledger init" in nowhere.stderr) == (3, True)


def test_a_disk_that_fills_up_changes_nothing_and_is_said(
    ledger: Run, folder: Path, environment: dict[str, str]
) -> None:
    del ledger
    before = house.contents(house.build(folder))
    env = environment | {"PYTHONDONTWRITEBYTECODE": "1"}  # or Python would leave its own files half-written
    for command in ("progress 1 -m 进展 --as qian", "export --xlsx 台账.xlsx"):
        limited = f'ulimit -f 1; exec "{sys.executable}" -m ledger {command}'
        done = subprocess.run(
            ["bash", "-c", limited], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 7, (command, done.stderr)
        assert "台账.xlsx 失败" in done.stderr or "ISSUE-001.yaml 失败" in done.stderr
        assert "未改动" in done.stderr
    assert house.contents(folder) == before


def test_an_interrupted_command_ends_with_130(folder: Path, environment: dict[str, str]) -> None:
    """Ctrl-C while the editor is open: the issue stays as it was."""
    before = house.contents(house.build(folder))
    ready = folder.parent / "ready"
    env = environment | {"EDITOR": f'touch "{ready}"; sleep 20 #'}
    running = subprocess.Popen(
        [*LEDGER, "edit", "1", "--as", "zhang"],
        cwd=folder,
        env=env,
        start_new_session=True,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while not ready.exists():
        assert running.poll() is None
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Traceback" not in errors
    assert house.contents(folder) == before


# --- pipes ---


def test_a_reader_that_has_enough_is_no_fault(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    for command in ("list", "schema"):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [*LEDGER, command], cwd=folder, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False
        )
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b""), command
    script = f'"{sys.executable}" -m ledger list | head -1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[0].startswith("问题编号")
    assert (done.stdout.decode().splitlines()[1], done.stderr) == ("0", b"")


COMMANDS = {
    **dict.fromkeys(("list", "show 2", "why 2", "stats", "config show", "people list", "schema", "--help"), 0),
    "list --json": 0,
    "export --xlsx x.xlsx --force --skip-broken": 0,
    "deadline 2025年6月31日前": 1,
    "show 99": 3,
    "close 2": 4,
    "check": 5,
    "check --brief": 5,
    "check --json": 5,
    "overdue": 5,
    "validate": 5,
}


def test_no_command_breaks_on_a_terminal_that_lacks_a_character(
    marked: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    """GBK is the Windows console of most county offices; the exit code must not depend on it."""
    told: dict[str, dict[str, subprocess.CompletedProcess[bytes]]] = {}
    for encoding, commands in (("gbk", [*COMMANDS]), ("utf-8", ["list --json", "check --json"]), ("ascii", ["list"])):
        there = environment | {"PYTHONIOENCODING": encoding}
        with Forks(there, tmp_path / encoding) as forks:
            told[encoding] = {command: forks.raw(command.split(), marked, there) for command in commands}
    for command, done in told["gbk"].items():
        assert done.returncode == COMMANDS[command], (command, done.stderr.decode("gbk"))
        assert b"Traceback" not in done.stderr, command
        text = done.stdout.decode("gbk")
        if "--json" in command:
            assert json.loads(text) == json.loads(told["utf-8"][command].stdout), "escaped where it must be, and whole"
    assert told["ascii"]["list"].returncode == 0


def test_an_answer_that_did_not_arrive_is_no_success(folder: Path, environment: dict[str, str]) -> None:
    """`ledger list --json > file` on a full disk: a cut-off answer with exit code 0 would be believed."""
    house.build(folder)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*LEDGER, "list", "--json"], cwd=folder, env=environment, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 7
    assert "磁盘空间不足" in done.stderr.decode()


# --- languages ---


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"LEDGER_LANG": "en"}, "as of 2026-05-20"),
        ({"LEDGER_LANG": "zh", "LANG": "en_US.UTF-8"}, "截至 2026-05-20"),
        ({"LEDGER_LANG": "", "LANG": "en_US.UTF-8"}, "as of 2026-05-20"),
        ({"LEDGER_LANG": "", "LANG": "C.UTF-8"}, "截至 2026-05-20"),
        ({"LEDGER_LANG": "", "LANG": "zh_CN.UTF-8"}, "截至 2026-05-20"),
        ({"LEDGER_LANG": "", "LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "as of 2026-05-20"),
        ({"LEDGER_LANG": ""}, "截至 2026-05-20"),
    ],
)
def test_it_speaks_chinese_unless_english_is_asked_for(
    ledger: Run, folder: Path, variables: dict[str, str], words: str
) -> None:
    house.build(folder)
    assert words in ledger("list", env=variables).stdout


def test_every_sentence_of_a_session_is_in_one_language(ledger: Run, folder: Path) -> None:
    """What the ledger holds stays Chinese; what the program says is English, refusals and help too."""
    house.build(folder)
    english = {"LEDGER_LANG": "en"}
    refused = ledger("close", "2", "--as", "li", env=english)
    assert refused.returncode == 4
    assert "error: ISSUE-002 can't do" in refused.stderr
    assert "ledger evidence add ISSUE-002 FILE --kind KIND" in refused.stderr
    assert "Exit codes" in ledger("--help", env=english).stdout
    assert "退出码" in ledger("--help").stdout
    assert "no such" not in ledger("list", "--frob").stderr.lower()


# --- nothing from a file is more than text ---

SGR = re.compile(r"\x1b\[[0-9;]*m")
OURS = {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[22m"}
"""The codes that rich writes for a table's bold head; none of them colours or moves anything."""


def test_in_a_pipe_nothing_of_a_file_is_markup_or_an_escape_code(ledger: Run, marked: Path) -> None:
    for command in ("list", "show 2", "why 2", "check", "check --brief", "validate 7", "stats", "overdue"):
        done = ledger(*command.split())
        for text in (done.stdout, done.stderr):
            assert "\x1b" not in text, command
            assert "\u202e" not in text, command
    assert MARKUP in ledger("show", "2").stdout
    assert MARKUP in ledger("list").stdout
    brief = ledger("check", "--brief").stdout
    assert "issues/ISSUE-007.yaml:1:8: bad-char" in brief
    assert "issues/ISSUE-008.yaml:1:9: invisible-char" in brief
    assert r"issues/\u001b[32m[green].yaml:1:1: file-name" in brief
    del marked


def test_at_a_terminal_the_table_shows_a_title_as_it_is_written(marked: Path, environment: dict[str, str]) -> None:
    for command in (["list"], ["overdue"], ["check"], ["show", "2"], ["stats"], ["people", "list"]):
        _, shown = at_a_terminal(marked, environment, *command, columns=200)
        assert set(SGR.findall(shown)) <= OURS, command
        assert "\x1b" not in SGR.sub("", shown), command
        assert "\u202e" not in shown, command
        if command[0] in {"list", "show"}:
            assert MARKUP in SGR.sub("", shown), shown


def test_a_narrow_terminal_folds_and_cuts_nothing(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    code, shown = at_a_terminal(folder, environment, "list", columns=70)
    assert code == 0
    words = re.sub(r"\s", "", SGR.sub("", shown))
    assert all(issue_id in words for issue_id in house.IDS)
    assert "共5件" in words


def test_close_asks_at_a_terminal_for_what_a_person_can_say(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    house.put(folder / "ledger.toml", f"{house.SETTINGS}[guards]\nclose_document = true\n".encode())
    code, shown = at_a_terminal(folder, environment, "close", "3", typed="wang\n批复〔2026〕3号\n")
    assert code == 0, shown
    assert "wang 王五（县整改办）" in shown
    text = (folder / "issues/ISSUE-003.yaml").read_text("utf-8")
    assert "status: closed" in text
    assert "批复〔2026〕3号" in text


def test_a_writer_that_waits_for_the_lock_goes_on_when_it_is_free(ledger: Run, folder: Path) -> None:
    house.build(folder)
    script = (
        "import sys, time; from pathlib import Path; from ledger.store import locks\n"
        "with locks.ledger(Path(sys.argv[1])): print('held', flush=True); time.sleep(1.5)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    waiting: list[int] = []
    thread = threading.Thread(target=lambda: waiting.append(ledger("new", "x", "--as", "zhang").returncode))
    thread.start()
    assert ledger("list").returncode == 0, "who only reads never waits"
    thread.join()
    holder.communicate()
    assert waiting == [0]


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_was_closed_is_no_fault(folder: Path, environment: dict[str, str], closed: str) -> None:
    house.build(folder)
    command = f"{shlex.join(LEDGER)} list {closed}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
