"""Other programs of the kind, asked for a list of as many items as the ledger has, in their own form.

Each has an environment of its own under `.bench/peers`, with its version pinned; one that can't be had is skipped with
a word. What they keep of an item is much less than an issue has: a title, the finding, a day. So the comparison is in
their favour. `bench/peers.py PEER FOLDER COUNT` writes the items of one.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from measuring import Command, Probe

PLACE = Path(__file__).parents[1] / ".bench" / "peers"


@dataclass(frozen=True, slots=True)
class Item:
    """What every peer can keep of an issue."""

    name: str
    title: str
    text: str
    due: str
    done: bool

    @property
    def uid(self) -> str:
        """The same for the same issue, each time."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, self.name))


@dataclass(frozen=True, slots=True)
class Peer:
    """A program: where it is had from, how its items are written, how its list is asked for.

    `packages` are names in the package index with their versions; without any it is the machine's own.
    """

    name: str
    program: str
    packages: tuple[str, ...]
    write: Callable[[Path, Sequence[Item]], None]
    asked: tuple[str, ...]
    codes: frozenset[int] = frozenset({0})
    forgotten: tuple[str, ...] = ()
    """What it remembers between runs, below the folder: taken away, it starts cold."""

    @property
    def path(self) -> Path | None:
        """The program; None where it is not there."""
        if not self.packages:
            found = shutil.which(self.program)
            return Path(found) if found else None
        mine = PLACE / self.name.lower() / "bin" / self.program
        return mine if mine.exists() else None


def _doorstop(folder: Path, items: Sequence[Item]) -> None:
    """One YAML file an item; a tree is found by its version control."""
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)  # noqa: S607 - git as the user has it
    (folder / "req").mkdir()
    settings = "settings:\n  digits: 6\n  itemformat: yaml\n  prefix: ISSUE\n  sep: '-'\n"
    (folder / "req/.doorstop.yml").write_text(settings, encoding="utf-8")
    for number, item in enumerate(items, 1):
        (folder / f"req/ISSUE-{number:06d}.yml").write_text(
            "active: true\nderived: false\n"
            f"header: |\n  {item.title}\nlevel: 1.{number}\nlinks: []\nnormative: true\nref: ''\nreviewed: null\n"
            f"text: |\n  {item.text}\n  {item.due}\n",
            encoding="utf-8",
        )


def _todoman(folder: Path, items: Sequence[Item]) -> None:
    """One iCalendar file an item."""
    place = folder / "lists/ledger"
    place.mkdir(parents=True)
    said = f'path = "{folder}/lists/*"\ncache_path = "{folder}/cache.sqlite3"\ndefault_list = "ledger"\n'
    (folder / "config.py").write_text(said, encoding="utf-8")
    for item in items:
        lines = (
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ledger//bench//ZH", "BEGIN:VTODO"),
            *(f"UID:{item.uid}", "DTSTAMP:20260601T000000Z", f"SUMMARY:{item.title}", f"DESCRIPTION:{item.text}"),
            *(f"DUE;VALUE=DATE:{item.due.replace('-', '')}", f"STATUS:{'COMPLETED' if item.done else 'NEEDS-ACTION'}"),
            *("END:VTODO", "END:VCALENDAR", ""),
        )
        (place / f"{item.uid}.ics").write_text("\r\n".join(lines), encoding="utf-8")


def _taskwarrior(folder: Path, items: Sequence[Item]) -> None:
    """One line an item in one file, as release 2 keeps them."""
    said = f"data.location={folder}/data\nconfirmation=off\nverbose=nothing\nhooks=off\ngc=on\n"
    (folder / "taskrc").write_text(said, encoding="utf-8")
    (folder / "data").mkdir()
    lines = (
        f'[description:"{item.title}" due:"1790000000" entry:"1780000000" modified:"1780000000" '
        f'annotation_1780000000:"{item.text}" status:"pending" uuid:"{item.uid}"]\n'
        for item in items
    )
    (folder / "data/pending.data").write_text("".join(lines), encoding="utf-8")


def _strictdoc(folder: Path, items: Sequence[Item]) -> None:
    """A hundred items a document."""
    (folder / "docs").mkdir()
    for start in range(0, len(items), 100):
        nodes = (
            f"\n[REQUIREMENT]\nUID: {item.name}\nTITLE: {item.title}\nSTATEMENT: {item.text}\nCOMMENT: {item.due}\n"
            for item in items[start : start + 100]
        )
        text = f"[DOCUMENT]\nTITLE: 台账 {start}\n{''.join(nodes)}"
        (folder / f"docs/{start:06d}.sdoc").write_text(text, encoding="utf-8")


def _trestle(folder: Path, items: Sequence[Item]) -> None:
    """All items in one plan of action and milestones, the form that OSCAL has for findings to be put right."""
    program = str(_named("trestle").path)
    kind = "plan-of-action-and-milestones"
    for words in (("init", "-loc"), ("create", "-t", kind, "-o", "ledger")):
        subprocess.run([program, *words], cwd=folder, check=True, capture_output=True)
    path = folder / f"{kind}/ledger/{kind}.json"
    whole = json.loads(path.read_text("utf-8"))
    whole[kind]["poam-items"] = [
        {"uuid": item.uid, "title": item.title, "description": f"{item.text} {item.due}"} for item in items
    ]
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2), "utf-8")


PEERS = (
    Peer("Taskwarrior", "task", (), _taskwarrior, ("rc:taskrc", "list")),
    Peer(
        *("todoman", "todo", ("todoman==4.7.0",), _todoman),
        ("--config", "config.py", "list"),
        forgotten=("cache.sqlite3",),
    ),
    Peer("Doorstop", "doorstop", ("doorstop==3.2",), _doorstop, ("publish", "ISSUE")),
    Peer(
        *("StrictDoc", "strictdoc", ("strictdoc==0.30.4",), _strictdoc),
        ("export", "--formats=json", "--output-dir", "out", "docs"),
        forgotten=("out", "tmp"),
    ),
    Peer(
        *("trestle", "trestle", ("compliance-trestle==5.2.0",), _trestle),
        ("validate", "-t", "plan-of-action-and-milestones", "-n", "ledger"),
    ),
)


def _named(name: str) -> Peer:
    return next(peer for peer in PEERS if peer.name == name)


def install() -> None:
    """Every peer that the package index has, into an environment of its own, if it is not there."""
    for peer in PEERS:
        if peer.packages and peer.path is None:
            place = PLACE / peer.name.lower()
            pip = (str(place / "bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check")
            made = subprocess.run([sys.executable, "-m", "venv", str(place)], check=False).returncode == 0
            if not made or subprocess.run([*pip, *peer.packages], check=False).returncode != 0:
                sys.stderr.write(f"  {peer.name} can't be had: {' '.join(peer.packages)}\n")


def version(peer: Peer) -> str:
    """The pinned one, or what the machine's own says of itself."""
    if peer.packages:
        return peer.packages[0].partition("==")[2]
    return subprocess.run([str(peer.path), "--version"], check=False, capture_output=True, text=True).stdout.strip()


def probes(
    place: Path, count: int, environment: dict[str, str], budget: float, *, reuse: bool = False
) -> tuple[Probe, ...]:
    """Their lists over `count` items, which are written below `place`; cold ones too where a peer remembers. `reuse`:
    items that are there already are taken as they are.
    """
    for peer in PEERS:
        folder = place / peer.name.lower()
        if peer.path is not None and not (reuse and folder.is_dir()):
            subprocess.run((sys.executable, __file__, peer.name, str(folder), str(count)), check=True)
    return tuple(probe for peer in PEERS for probe in _probes(peer, place / peer.name.lower(), environment, budget))


def _probes(peer: Peer, folder: Path, environment: dict[str, str], budget: float) -> Iterator[Probe]:
    command = Command((str(peer.path), *peer.asked), folder, {**environment, "TMPDIR": str(folder / "tmp")}, peer.codes)
    if peer.path is None:
        command = Command((peer.program,), folder.parent, {"PATH": ""})

    def cold(_turn: int) -> None:
        for name in peer.forgotten:
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).unlink(missing_ok=True)
        (folder / "tmp").mkdir(exist_ok=True)

    if peer.forgotten:
        yield Probe(f"{peer.name}, cold", lambda _turn: command, cold, budget)
    yield Probe(peer.name, lambda _turn: command, budget=budget)


def items(count: int) -> Iterator[Item]:
    """The same issues as the ledger's, as far as a peer can keep them."""
    import ledgers
    import lives

    for number in range(1, count + 1):
        name = f"ISSUE-{number:03d}"
        record = lives.live(name, ledgers.SEED).record
        source, plan = cast("lives.Tree", record["source"]), cast("lives.Tree", record["plan"])
        due = str(cast("lives.Tree", plan["deadline"])["due"])
        yield Item(name, str(record["title"]), str(source["finding"]), due, record["status"] == "closed")


def main(words: Sequence[str]) -> int:
    """Write the items of one peer."""
    name, folder, count = words[0], Path(words[1]), int(words[2])
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "tmp").mkdir(parents=True)
    _named(name).write(folder, tuple(items(count)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
