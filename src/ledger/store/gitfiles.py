"""The files that git's answers rest on: where its branches stand, what is staged, and everybody's settings.

Only their names are worked out here. Objects need no watching: what bears a digest never changes.
"""

from __future__ import annotations

import os

from ledger.store.inputs import UnsteadyError

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than all of this
    from collections.abc import Iterator, Mapping

ELSEWHERE = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_ATTR_SOURCE"),
)
"""Variables that send git elsewhere; whoever sets one (git itself, for its hooks) gets no remembered answer."""
_OF_TREE = ("HEAD", "index", "config.worktree", "MERGE_HEAD")
_OF_CLONE = ("config", "packed-refs", "shallow", "info/attributes", "info/grafts", "objects/info/alternates")
_FOLDERS = ("refs", "reftable")
_EVERYBODYS = (
    *("/etc/gitconfig", "/usr/local/etc/gitconfig", "/opt/homebrew/etc/gitconfig"),
    *("/etc/gitattributes", "/usr/local/etc/gitattributes"),
)
_DEEPEST = 10
"""Git's own limit to settings that include settings."""


def around(root: str, environment: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files (some of which need not exist) and the folders that git's answers about `root` rest on.

    Raises UnsteadyError for settings whose includes are written in a way that is not read here.
    """
    dots, own = _repository(root)
    settings = _settings(environment)
    if own is None:
        return (*dots, *settings), ()
    shared = _pointed(f"{own}/commondir", own) or own
    files = (*(f"{own}/{name}" for name in _OF_TREE), *(f"{shared}/{name}" for name in _OF_CLONE))
    others = (f"{shared}/HEAD", *(f"{shared}/worktrees/{name}/HEAD" for name in _names(f"{shared}/worktrees")))
    heads = (f"{own}/refs",) if own != shared else ()
    local = (f"{shared}/config", f"{own}/config.worktree")
    included = _included((*local, *settings), environment.get("HOME", ""))
    return (*dots, *files, *others, *settings, *included), (*(f"{shared}/{name}" for name in _FOLDERS), *heads)


def standing(root: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Whether git answers here at all: whose the folders are (it refuses what is another's), whether it is there."""
    _, own = _repository(root)
    for place in (root, own, f"{own}/objects") if own else (root,):
        yield f"{place} {_owner(place)}"
    for place in (environment.get("PATH") or os.defpath).split(os.pathsep):
        if os.access(f"{place}/git", os.X_OK) or os.access(f"{place}/git.exe", os.X_OK):
            yield place
            return


def _owner(place: str) -> int | None:
    try:
        return os.stat(place).st_uid  # noqa: PTH116 - pathlib is not loaded here
    except OSError:
        return None


def _repository(root: str) -> tuple[list[str], str | None]:
    """What counts on the way up, there or not (a `.git`, a `.gitattributes`), and git's folder of this work tree."""
    tried: list[str] = []
    place = root
    while True:
        dot = f"{place.rstrip('/')}/.git"
        tried.append(f"{dot}attributes")  # they hold for everything below
        if os.path.isdir(dot):  # noqa: PTH112 - pathlib is not loaded here
            return [*tried, f"{dot}/HEAD"], dot
        tried.append(dot)
        if led := _pointed(dot, place):
            return tried, led
        above = os.path.dirname(place)  # noqa: PTH120 - as above
        if above == place:
            return tried, None
        place = above


def _pointed(path: str, beside: str) -> str | None:
    """Where a file leads that holds nothing but a path, with or without `gitdir:` before it."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123 - as above
            led = file.read(4096).removeprefix("gitdir:").strip()
    except OSError:
        return None
    return os.path.normpath(os.path.join(beside, led))  # noqa: PTH118 - as above


def _settings(environment: Mapping[str, str]) -> tuple[str, ...]:
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    config = environment.get("XDG_CONFIG_HOME") or f"{home}/.config"
    programs = [environment[name] for name in ("PROGRAMFILES", "PROGRAMDATA") if environment.get(name)]
    named = [
        environment[name] for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG") if environment.get(name)
    ]
    own = (f"{home}/.gitconfig", f"{config}/git/config", f"{config}/git/attributes")
    return (*named, *own, *_EVERYBODYS, *(f"{one}/Git/etc/gitconfig" for one in programs),
            *(f"{one}/Git/config" for one in programs))  # fmt: skip


def _included(settings: tuple[str, ...], home: str) -> list[str]:
    """Every file that settings include, on whatever condition."""
    found: list[str] = []
    waiting = [(path, 0) for path in settings]
    while waiting:
        path, depth = waiting.pop()
        for line in _lines(path):
            if (told := _leads(line)) is not None and depth < _DEEPEST:
                led = home + told[1:] if told.startswith("~/") else told
                whole = os.path.normpath(os.path.join(os.path.dirname(path), led))  # noqa: PTH118, PTH120 - as above
                found.append(whole)
                waiting.append((whole, depth + 1))
    return found


def _leads(line: str) -> str | None:
    """Where a line of settings leads, if it is one that leads anywhere. Raises UnsteadyError for one that may, in a
    form of git's grammar that nobody writes by habit: then git is asked each time.
    """
    line = line.strip()
    if not line or line[0] in "#;":
        return None
    name, _, value = line.partition("=")
    key = name.strip().lower()
    if line[0] == "[":
        if line[-1] != "]" and ("include" in key or "path" in key or "attributesfile" in key):
            raise UnsteadyError
        return None
    if line[-1] == "\\":
        raise UnsteadyError
    if key not in {"path", "attributesfile"}:
        return None
    told = value.strip()
    if len(told) > 1 and told[0] == told[-1] == '"':
        told = told[1:-1]
    if any(sign in told for sign in '"#;\\') or (told.startswith("~") and not told.startswith("~/")):
        raise UnsteadyError
    return told


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - as above
    except OSError:
        return []


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123 - as above
            return file.read().splitlines()
    except OSError:
        return []
