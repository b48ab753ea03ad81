"""What a new issue starts from: YAML files in the office's `templates/`, and those that `ledger init` puts there."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import NotFoundError, Said, say
from ledger.model.naming import nearest
from ledger.store import files, gate
from ledger.store.provided import SHIPPED
from ledger.store.workspace import Workspace, unreadable

DEFAULT = "default"
_RULES = frozenset({"escalation"})
"""Files of the folder that are no templates of an issue."""


def shipped() -> Path:
    """The folder of files that a new ledger starts with."""
    return SHIPPED / "ledger"


def shipped_ci(name: str) -> str:
    """A file that sets up the nightly check, its blanks (`@FOLDER@`) not filled yet."""
    return (SHIPPED / "ci" / name).read_text(encoding="utf-8")


def title(workspace: Workspace, name: str) -> str:
    """What a template is called: the beginning of the comment that it opens with, up to the colon."""
    try:
        first = files.read_plain(workspace.templates / f"{name}.yaml").decode("utf-8-sig", "replace").partition("\n")[0]
    except OSError:
        return ""
    return first.removeprefix("#").partition("：")[0].strip() if first.startswith("#") else ""


def _named(workspace: Workspace, word: str) -> str:
    """The template that a word means, by its file's name or by its title (`督察反馈问题`)."""
    known = names(workspace)
    return word if word in known else next((one for one in known if title(workspace, one) == word.strip()), word)


def _shown(name: str, called: str) -> Said | str:
    return say("template.named", name=name, title=called) if called else name


def names(workspace: Workspace) -> tuple[str, ...]:
    """The templates that `ledger new --template` knows here."""
    files_there = (path for path in workspace.templates.glob("*.yaml") if not path.name.startswith("."))
    return tuple(sorted(path.stem for path in files_there if path.stem not in _RULES))


def load(workspace: Workspace, name: str) -> dict[str, gate.Node]:
    """The record that a template proposes. Raises NotFoundError, UnreadableError."""
    name = _named(workspace, name)
    path = workspace.templates / f"{name}.yaml"
    if name not in names(workspace):
        if name == DEFAULT:
            return {}
        near = nearest(name, names(workspace))
        hint = say("did-you-mean", word=near) if near else None
        known = tuple(_shown(one, title(workspace, one)) for one in names(workspace))
        none = say("template.none", name=name, known=known) if known else say("template.none-at-all", name=name)
        raise NotFoundError(none, hint=hint)
    try:
        data = files.read_plain(path)
    except OSError as error:
        raise files.fault(error, path) from error
    tree = gate.read(data, f"templates/{path.name}")
    if isinstance(tree, tuple):
        raise unreadable(f"templates/{path.name}", tree)
    return tree.data
