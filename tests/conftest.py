"""What every test stands on: the program as a real process in a fixed environment, how hard hypothesis looks,
and that no test goes unrun without anybody noticing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import ledger as program
from forked import POSSIBLE, Forks

if TYPE_CHECKING:
    from postgres import Server

# What is started in the background ignores interrupts, and so would every command that a test starts and interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["OPENPYXL_LXML"] = "False"  # as the program itself has it
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=1_000,
    deadline=None,
    derandomize=True,  # a red main means a change, not luck; `make explore` looks for what is new
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # a shared runner may be slow at building large examples
)
settings.register_profile("explore", max_examples=5_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

TODAY = "2026-05-20"
"""The day it is in every test that starts the program."""

MAY_BE_MISSING = "../shared"
"""The source documents lie outside the repository: tests that read them may be skipped where they are not."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder, where a ledger may be."""
    place = tmp_path / "ledger"
    place.mkdir()
    return place


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What the program finds outside: nothing of the tester's own user, language, day or git settings."""
    return surroundings(tmp_path)


def surroundings(place: Path) -> dict[str, str]:
    """An environment whose home is in `place`, and in which git looks no further up."""
    home = place / "home"
    home.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(place),
        "LEDGER_LANG": "zh",
        "LEDGER_TODAY": TODAY,
        "PYTHONPATH": str(Path(program.__file__).parents[1]),  # the very program that the tests import
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "error",
    }


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL for all tests of this worker; each makes databases of its own in it."""
    from postgres import running

    with running() as server:
        server.prepare()
        yield server


@pytest.fixture
def database(postgres: Server) -> str:
    """A database with the tables of a publication; its name."""
    return postgres.database()


@pytest.fixture
def url(postgres: Server, database: str) -> str:
    """Its address."""
    return postgres.url(database)


@pytest.fixture(scope="session")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks | None]:
    """The program, loaded once for all tests of this worker; none where systems can't, or `TESTS_START=1`."""
    if POSSIBLE and os.environ.get("TESTS_START") != "1":
        place = tmp_path_factory.mktemp("forks")
        with Forks(surroundings(place), place) as running:
            yield running
    else:
        yield None


@pytest.fixture
def ledger(folder: Path, environment: dict[str, str], forks: Forks | None) -> Run:
    """Run `ledger …` as its users do: a process of its own, exit code, stdout and stderr.

    `env` adds to the fixed environment or replaces parts of it; `stdin` is what is piped in (nothing, unless told).
    """

    def run(
        *args: str, cwd: Path | None = None, env: dict[str, str] | None = None, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        there = environment | (env or {})
        if forks and forks.begins_as(there) and forks.free.acquire(blocking=False):
            try:
                return forks.run(args, cwd or folder, there, stdin or "")
            finally:
                forks.free.release()
        return subprocess.run(
            [sys.executable, "-m", "ledger", *args],
            cwd=cwd or folder,
            env=there,
            input=stdin or "",
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


_skipped: list[tuple[str, str]] = []


def _note_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        if not reason.startswith(MAY_BE_MISSING):
            _skipped.append((report.nodeid, reason))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _note_skip(report)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _note_skip(report)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With `LEDGER_NO_SKIP=1` a skipped test is a failed run: what was not run proves nothing."""
    if os.environ.get("LEDGER_NO_SKIP") == "1" and _skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("LEDGER_NO_SKIP") == "1" and _skipped:
        terminalreporter.section("skipped, and LEDGER_NO_SKIP=1 forbids it", red=True)
        for nodeid, reason in _skipped:
            terminalreporter.line(f"{nodeid}: {reason}")


@pytest.fixture
def git(folder: Path, environment: dict[str, str]) -> Callable[..., str]:
    """Git in the test's folder, as somebody whom no machine's settings name."""

    def run(*words: str) -> str:
        named = ("-c", "user.name=zhang", "-c", "user.email=zhang@example.org", "-c", "init.defaultBranch=main")
        return subprocess.run(
            ["git", *named, *words], cwd=folder, env=environment, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    return run
