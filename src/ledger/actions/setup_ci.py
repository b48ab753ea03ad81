"""Set up the nightly check in a CI system, or on a machine without one: files written once, the office's from then on.

What each file does, and what happens when it fails: docs/ci.md.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import RefusedError, UsageError, say
from ledger.store import files, git, origin, templates

_MEANS_SOMETHING = re.compile(r"""["'`$\\%!&|<>^*?;#@{}\[\]\x00-\x1f\x7f]""")
"""What YAML, Groovy, a shell, cron or cmd.exe would not take for itself in the name of a folder, even in quotes."""
_PINNED = re.compile(r".+\.whl|[^@]+==[^*]+|.+@(?:[0-9a-f]{7,40}|v?[0-9]+(?:\.[0-9]+)+\S*)")
"""A wheel in the repository, one version, a commit, or a tag as versions are tagged; a branch has no such name."""
_PLAIN_PACKAGE = re.compile(r"[\w.+:/@=<>~!,;\[\] -]+")


@dataclass(frozen=True)
class _Shipped:
    """A file that is shipped, and where it goes."""

    name: str
    target: str
    in_ledger: bool = False
    """In the ledger's own folder; else at the top of the repository, where CI systems look."""
    encoding: str = "utf-8"
    newline: str = "\n"


_HOOK = _Shipped("pre-commit.yml", ".pre-commit-config.yaml")

SYSTEMS: Mapping[str, tuple[_Shipped, ...]] = {
    "github": (_Shipped("github.yml", ".github/workflows/ledger.yml"), _HOOK),
    "gitlab": (
        _Shipped("gitlab.yml", ".gitlab/ledger.yml"),
        _Shipped("gitlab-ci.yml", ".gitlab-ci.yml"),
        _HOOK,
    ),
    "gitee": (
        _Shipped("gitee.yml", ".workflow/ledger-nightly.yml"),
        _Shipped("gitee-pr.yml", ".workflow/ledger-pr.yml"),
        _HOOK,
    ),
    "jenkins": (_Shipped("Jenkinsfile", "Jenkinsfile"), _HOOK),
    "cron": (
        _Shipped("nightly.sh", "ci/ledger-nightly.sh", in_ledger=True),
        _Shipped("crontab.txt", "ci/crontab.txt", in_ledger=True),
    ),
    "windows": (
        # cmd.exe misreads labels in a file without CRLF; schtasks takes XML in UTF-16.
        _Shipped("nightly.bat", "ci/ledger-nightly.bat", in_ledger=True, encoding="ascii", newline="\r\n"),
        _Shipped("task.xml", "ci/ledger-nightly.xml", in_ledger=True, encoding="utf-16", newline="\r\n"),
    ),
}
"""What each system gets."""

INSTALLING = frozenset({"github", "gitlab", "gitee", "jenkins"})
"""The systems whose jobs begin on an empty machine and install the program."""


@dataclass(frozen=True)
class SetUp:
    """What was done."""

    top: Path
    """The top of the repository; the ledger's own folder where there is none."""
    written: tuple[str, ...]
    """Paths from there, as those below."""
    kept: tuple[str, ...]
    """Files that were there already, and were left as they are."""
    package: str | None
    """What the jobs install; None where that has to be filled in."""


def pinned(package: str) -> bool:
    """Whether this requirement means the same program every night."""
    return bool(_PINNED.fullmatch(package.strip()))


def named(asked: Sequence[str]) -> tuple[str, ...]:
    """The systems by name, each once; several may stand in one word. Raises UsageError for any other."""
    words = tuple(dict.fromkeys(word for one in asked for word in re.split("[,，、]", one.lower()) if word))
    for word in words:
        if word not in SYSTEMS:
            raise UsageError(say("ci.unknown", found=word, known=tuple(SYSTEMS)))
    return words


def plan(root: Path, package: str | None) -> dict[str, str]:
    """What fills the blanks of the files. Raises UsageError, RefusedError for what no file could hold safely."""
    if package is not None and not _PLAIN_PACKAGE.fullmatch(package):
        raise UsageError(say("ci.bad-package", found=package))
    folder = git.prefix(root) or "."
    if found := _MEANS_SOMETHING.search(root.as_posix()):
        raise RefusedError(say("ci.bad-folder", folder=str(root), sign=found[0]))
    return {
        "PACKAGE": package or origin.requirement() or "",
        "FOLDER": folder,
        "PREFIX": "" if folder == "." else f"{re.escape(folder)}/",
        "ROOT": str(root),
    }


def write(root: Path, systems: Sequence[str], package: str | None = None) -> SetUp:
    """Write the files of these systems for the ledger in `root`; one that is there is never touched.

    Raises UsageError, RefusedError as `plan` does, MachineError.
    """
    blanks, top = plan(root, package), _top(root)
    written, kept = [], []
    for one in dict.fromkeys(one for system in systems for one in SYSTEMS[system]):
        target = (root if one.in_ledger else top) / one.target
        name = target.relative_to(top).as_posix()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            files.write_atomically(target, _filled(one, blanks), new=True)
            written.append(name)
        except FileExistsError:
            kept.append(name)
        except OSError as error:
            raise files.fault(error, target) from error
    return SetUp(top, tuple(written), tuple(kept), blanks["PACKAGE"] or None)


def _filled(one: _Shipped, blanks: Mapping[str, str]) -> bytes:
    text = templates.shipped_ci(one.name)
    for name, value in blanks.items():
        text = text.replace(f"@{name}@", html.escape(value, quote=False) if one.name.endswith(".xml") else value)
    return text.replace("\n", one.newline).encode(one.encoding)


def _top(root: Path) -> Path:
    """The top of the repository that the ledger lies in; its own folder where git knows none."""
    below = git.prefix(root)
    return root.parents[below.count("/")] if below else root
