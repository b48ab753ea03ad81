"""Which files git's answers rest on: every file that settings include, or no answer is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.store import gitfiles
from ledger.store.inputs import UnsteadyError

PLAIN = (
    "[include]\n\tpath = team.inc\n",
    '[include]\n  path = "team.inc"\n',
    '# office\n[user]\n name = x\n[includeIf "gitdir:~/office/"]\nPATH=team.inc\n',
    "[core]\n attributesFile = ~/team.inc\n",
)
UNUSUAL = (
    "[include]\n path = team.inc # office\n",
    "[include]\n path = team.inc;x\n",
    '[include]\n path = "te"am.inc\n',
    "[include]\n path = te\\\nam.inc\n",
    "[include] path = team.inc\n",
    '[includeIf "gitdir:/tmp/"] path = team.inc\n',
    "[core] attributesfile = team.inc\n",
    "[include]\n path = ~root/team.inc\n",
)


def watched(home: Path, settings: str) -> tuple[str, ...]:
    """What git's answers about a repository rest on, for somebody with these settings."""
    (home / ".gitconfig").write_text(settings, "utf-8")
    (home / "ledger/.git").mkdir(parents=True, exist_ok=True)
    return gitfiles.around(str(home / "ledger"), {"HOME": str(home)})[0]


@pytest.mark.parametrize("settings", PLAIN)
def test_what_settings_include_is_watched(tmp_path: Path, settings: str) -> None:
    assert str(tmp_path / "team.inc") in watched(tmp_path, settings)


@pytest.mark.parametrize("settings", UNUSUAL)
def test_what_is_included_in_an_unusual_way_makes_every_answer_a_new_one(tmp_path: Path, settings: str) -> None:
    with pytest.raises(UnsteadyError):
        watched(tmp_path, settings)


def test_settings_that_include_nothing_are_read_past(tmp_path: Path) -> None:
    settings = '[user]\n name = "某甲 # 办公室"\n[alias]\n l = log -1\n[color] ui = auto\n; path = x \\\n'
    assert watched(tmp_path, settings)


def test_whether_git_answers_at_all_is_part_of_the_question(tmp_path: Path) -> None:
    """Its folder may lose what makes it one, and the program itself may come and go."""
    programs, root = tmp_path / "bin", tmp_path / "ledger"
    (root / ".git/objects").mkdir(parents=True)
    programs.mkdir()
    circumstances = [tuple(gitfiles.standing(str(root), {"PATH": str(programs)}))]
    (programs / "git").touch(0o755)
    circumstances.append(tuple(gitfiles.standing(str(root), {"PATH": str(programs)})))
    (root / ".git/objects").rmdir()
    circumstances.append(tuple(gitfiles.standing(str(root), {"PATH": str(programs)})))
    assert len(set(circumstances)) == 3
