"""An answer that was given before is given again while nothing it rests on has changed, and never otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import get_args

import pytest

import house
from answering import History
from conftest import Run
from faulted import Server
from ledger.cli import answerable, app
from ledger.store import answers, disposable, gitfiles, inputs
from ledger.store.answers import Answer

FIRST, HISTORIES = 1, 12
"""`make stress` lives 2,000 others."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("home")) as started:
        yield started


def kept(folder: Path) -> list[Path]:
    return [path for path in (folder / disposable.CACHE / answers.FOLDER).glob("*") if path.name != ".clock"]


def test_whatever_happens_between_two_questions_the_answer_is_the_true_one(server: Server, tmp_path: Path) -> None:
    histories = [History(tmp_path / str(seed), seed, server) for seed in range(FIRST, FIRST + HISTORIES)]
    assert [wrong for one in histories if (wrong := one.disagreement())] == []
    assert sum(one.hits for one in histories) >= HISTORIES // 2, "nothing was remembered, so nothing was tried"


def test_an_answer_is_given_again_without_the_program_behind_it(ledger: Run, folder: Path) -> None:
    house.build(folder)
    first = ledger("list")
    [path] = kept(folder)
    found = answers.find(str(folder), path.name)
    assert found is not None
    said = answers.joined([(1, b"as before\n")])
    answers.keep(str(folder), path.name, Answer(found.digest, 1, said=said, young=found.young))
    again = ledger("list")
    assert first.stdout.endswith("共 5 件（截至 2026-05-20）\n")
    assert (again.stdout, again.returncode) == ("as before\n", 1)


def test_no_cache_neither_uses_nor_keeps_an_answer(ledger: Run, folder: Path) -> None:
    house.build(folder)
    told = [ledger("--no-cache", "list"), ledger("list", "--no-cache"), ledger("list", env={"LEDGER_NO_CACHE": "1"})]
    assert {one.returncode for one in told} == {0}
    assert not (folder / disposable.CACHE).exists()


def test_another_day_environment_folder_or_word_is_another_question(ledger: Run, folder: Path) -> None:
    house.build(folder)
    ledger("list")
    ledger("list", env={"LEDGER_TODAY": "2026-05-21"})
    ledger("list", env={"LEDGER_LANG": "en"})
    ledger("list", cwd=folder / "issues")
    ledger("list", "--void")
    assert len(kept(folder)) == 5
    ledger("list", env={"SHLVL": "7"})
    assert len(kept(folder)) == 5


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--help"), ("list", "--nonsense"), ("show", "ISSUE-999"), ("check", "--output", "junit=x.xml"),
        ("check", "--since", "HEAD"), ("validate", "issues/ISSUE-001.yaml"), ("--debug", "list"), ("people", "list"),
        ("export", "--json"),
    ],
)  # fmt: skip
def test_what_is_refused_or_leads_elsewhere_is_not_kept(ledger: Run, folder: Path, words: tuple[str, ...]) -> None:
    house.build(folder)
    ledger(*words)
    assert kept(folder) == []


def test_what_is_said_in_parts_comes_again_in_its_parts(ledger: Run, folder: Path) -> None:
    house.build(folder)
    (folder / "issues/ISSUE-009.yaml").write_text("id: [", "utf-8")
    first, again = ledger("stats", "--unit", "没有的单位"), ledger("stats", "--unit", "没有的单位")
    assert first.stderr
    assert (first.stdout, first.stderr, first.returncode) == (again.stdout, again.stderr, again.returncode)


def test_a_ledger_that_can_not_be_written_to_has_its_answers_in_the_users_own_folder(
    ledger: Run, folder: Path, tmp_path: Path
) -> None:
    house.build(folder)
    (folder / ".ledger").write_text("in the way", "utf-8")  # as good as no right to write, and root has every right
    assert ledger("list").stdout == ledger("list").stdout
    assert [path.name for path in (tmp_path / "home/.cache/ledger").glob("*/answers/.clock")] == [".clock"]


def test_where_nothing_can_be_kept_the_program_works_all_the_same(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    for place in (folder / ".ledger", tmp_path / "home/.cache"):
        place.write_text("in the way", "utf-8")
    assert ledger("list").stdout == ledger("list").stdout


def test_a_damaged_answer_is_none(folder: Path) -> None:
    answers.keep(str(folder), "a", Answer("d", 0, said=answers.joined([(1, b"yes"), (1, b"!\n"), (2, b"but\n")])))
    [path] = kept(folder)
    whole = path.read_bytes()
    found = answers.find(str(folder), "a")
    assert found is not None
    assert [(way, bytes(said)) for way, said in found.pieces()] == [(1, b"yes!\n"), (2, b"but\n")]
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert answers.find(str(folder), "a") is None
        path.write_bytes(whole[:at])
        assert answers.find(str(folder), "a") is None
    path.write_bytes(whole)
    path.rename(path.with_name("b"))
    assert answers.find(str(folder), "b") is None


def test_only_so_many_answers_are_kept_the_last_used_ones(folder: Path) -> None:
    for number in range(answers.MOST + 5):
        answers.keep(str(folder), f"a{number}", Answer("d", 0))
        os.utime(folder / disposable.CACHE / answers.FOLDER / f"a{number}", (number, number))
    answers.keep(str(folder), "last", Answer("d", 0))
    assert len(kept(folder)) == answers.MOST
    assert answers.find(str(folder), "a0") is None
    assert answers.find(str(folder), "last") is not None


def test_the_cache_is_not_seen_by_git(folder: Path, git: Callable[..., str]) -> None:
    answers.keep(str(folder), "a", Answer("d", 0))
    git("init", "-q")
    assert git("status", "--porcelain") == ""


def test_what_was_written_within_a_tick_is_told_by_its_content(folder: Path) -> None:
    house.build(folder)
    path = folder / "issues/ISSUE-001.yaml"
    watched = inputs.Watched(str(folder))
    before, youngest = inputs.digest(watched)
    assert str(path) in inputs.young(watched, youngest - inputs.TICK)
    assert inputs.young(watched, youngest + 1) == []
    found = Answer(before, 0, young=(str(path), inputs.content(str(path))))
    assert answers.holds(found, str(folder), before)
    path.write_bytes(path.read_bytes()[::-1])
    assert not answers.holds(found, str(folder), before), "the same size, and as if it had the same times"


def test_what_git_rests_on_is_found_in_a_clone_a_work_tree_and_what_settings_include(
    folder: Path, git: Callable[..., str], tmp_path: Path
) -> None:
    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "first")
    git("worktree", "add", "-q", str(tmp_path / "tree"))
    own = tmp_path / "own.gitconfig"
    own.write_text(f"[include]\n\tpath = {tmp_path}/more.gitconfig\n", "utf-8")
    (tmp_path / "tree/ledger").mkdir()
    files, folders = gitfiles.around(str(tmp_path / "tree/ledger"), {"GIT_CONFIG_GLOBAL": str(own), "HOME": "/nowhere"})
    shared = folder / ".git"
    assert {
        *(
            str(shared / name)
            for name in ("HEAD", "config", "packed-refs", "worktrees/tree/HEAD", "worktrees/tree/index")
        ),
        *(str(tmp_path / name) for name in ("tree/.git", "tree/.gitattributes", "own.gitconfig", "more.gitconfig")),
    } <= {*files}
    assert {str(shared / "refs"), str(shared / "worktrees/tree/refs")} <= {*folders}


def test_a_link_is_never_vouched_for(folder: Path, ledger: Run) -> None:
    house.build(folder)
    (folder / "issues/ISSUE-007.yaml").symlink_to(folder / "issues/ISSUE-001.yaml")
    assert ledger("list").stdout == ledger("list").stdout
    assert kept(folder) == []


def test_an_answer_that_could_not_be_said_is_not_kept(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("../shared: only Linux has a device that is full")
    with full.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "ledger", "list"], cwd=folder, env=environment, stdout=out, check=False
        )
    assert done.returncode == 7
    assert kept(folder) == []


def options_of(name: str) -> Iterator[tuple[str, bool]]:
    """Each option that a command declares, and whether it is a flag."""
    entry = app.COMMANDS[name]
    function = getattr(import_module(f"ledger.cli.{entry.module}"), entry.function)
    for parameter in signature(function, eval_str=True).parameters.values():
        for said in getattr(parameter.annotation, "__metadata__", ()):
            names = (said.default, *(said.param_decls or ()))  # how typer keeps the names of an annotated option
            yield from ((one, get_args(parameter.annotation)[0] is bool) for one in names if str(one).startswith("-"))


@pytest.mark.parametrize("name", answerable.COMMANDS)
def test_every_option_of_an_answerable_command_is_on_one_side_or_the_other(name: str) -> None:
    command, declared = answerable.COMMANDS[name], dict(options_of(name))
    assert declared.keys() == command.flags | command.valued | command.never
    assert {one for one in declared if declared[one]} - command.never == command.flags
