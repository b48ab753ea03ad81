"""What a new issue starts from: YAML files in the office's `templates/`, and those that `ledger init` puts there."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable

from ledger.errors import NotFoundError, say
from ledger.model.naming import nearest
from ledger.store import files, gate
from ledger.store.workspace import Workspace, unreadable

DEFAULT = "default"


def shipped() -> Traversable:
    """The folder of files that a new ledger starts with."""
    return resources.files("ledger.store") / "shipped" / "ledger"


def names(workspace: Workspace) -> tuple[str, ...]:
    """The templates that `ledger new --template` knows here."""
    return tuple(sorted(path.stem for path in workspace.templates.glob("*.yaml") if not path.name.startswith(".")))


def load(workspace: Workspace, name: str) -> dict[str, gate.Node]:
    """The record that a template proposes. Raises NotFoundError, UnreadableError."""
    path = workspace.templates / f"{name}.yaml"
    if name not in names(workspace):
        if name == DEFAULT:
            return {}
        near = nearest(name, names(workspace))
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("template.none", name=name, known=names(workspace)), hint=hint)
    try:
        data = files.read_plain(path)
    except OSError as error:
        raise files.fault(error, path) from error
    tree = gate.read(data, f"templates/{path.name}")
    if isinstance(tree, tuple):
        raise unreadable(f"templates/{path.name}", tree)
    return tree.data
