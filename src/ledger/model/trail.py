r"""The hash chain over an issue's history: each event names the events before it and the content after it.

Everything here is counted over *canonical text*: the tree of texts that a file holds, composed characters (NFC), `\n`
line ends, keys in order, nothing that is empty. So comments, quoting and the order of keys change no digest, and every
value does. An event commits to its content (`state`), the content to the evidence's digests: the last event of an
issue commits to everything about it. A chain shows edits; a rewriting of the whole chain only an anchor outside it
shows (`checkpoint`). Sources: 21 CFR 11.10(e) (changes never obscure what was there), RFC 6962.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

Node: TypeAlias = "dict[str, Node] | list[Node] | str | None"
Branch: TypeAlias = "dict[str, Node]"

ALGORITHM = "sha256"
ALGORITHMS = ("sha256", "sm3")
"""What a digest may begin with; the program writes the first and checks whatever this machine's library knows."""
EVENT, STATE, VERIFIED = "ledger-event-v1", "ledger-state-v1", "ledger-verified-v1"
"""What a digest is of, put before the text, so that one kind never passes for another."""


_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(tree: Node) -> bytes:
    """The one text of a tree that digests are made of: JSON with sorted keys, without blanks and empty values."""
    text = _as_json(tree)
    return (text if _is_pure(text) else _as_json(_pure(tree))).encode()


_IMPURE = (':""', ":null", ":[]", ":{}", "\\r")
"""Something empty behind a key, or a carriage return; a text that only looks like it is made pure in vain."""


def _is_pure(text: str) -> bool:
    """Whether the JSON of a tree is surely the canonical one: parts of a composed text are composed (UAX #15)."""
    composed = text.isascii() or unicodedata.is_normalized("NFC", text)
    return composed and not any(sign in text for sign in _IMPURE)


def _pure(tree: Node) -> Node:
    if isinstance(tree, str):
        return _text(tree)
    if isinstance(tree, dict):
        return {_text(key): pure for key, value in tree.items() if (pure := _pure(value))}
    return None if tree is None else [_pure(value) for value in tree]


def _text(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def same(one: Node, other: Node) -> bool:
    """Whether two values are one text to every digest."""
    return one == other or _pure(one) == _pure(other) or not (_pure(one) or _pure(other))


def digest(kind: str, tree: Node, algorithm: str = ALGORITHM) -> str:
    """`sha256:…` of a tree as a thing of this kind. Raises ValueError for an algorithm that the library lacks."""
    found = hashlib.new(algorithm, b"%s\n%s" % (kind.encode(), canonical(tree)))
    return f"{algorithm}:{found.hexdigest()}"


def events(record: Mapping[str, Node]) -> list[Branch]:
    """The signed events of a record, oldest first; what stands in their place and is none is left out."""
    history = record.get("history")
    return [one for one in history if isinstance(one, dict)] if isinstance(history, list) else []


def content(record: Mapping[str, Node]) -> Branch:
    """Everything in a record but its history."""
    return {key: value for key, value in record.items() if key != "history"}


def state(record: Mapping[str, Node], algorithm: str = ALGORITHM) -> str:
    """The digest of a record's content."""
    return digest(STATE, content(record), algorithm)


def event_digest(event: Mapping[str, Node], algorithm: str = ALGORITHM) -> str:
    """The digest of an event without its own `hash`."""
    return digest(EVENT, {key: value for key, value in event.items() if key != "hash"}, algorithm)


def agrees(told: str, kind: str, tree: Node) -> bool | None:
    """Whether a tree is what a digest says; None where this machine can't work such a digest out."""
    algorithm = told.partition(":")[0]
    if algorithm not in ALGORITHMS or algorithm not in hashlib.algorithms_available:
        return None
    return told == digest(kind, tree, algorithm)


def name_of(event: Mapping[str, Node]) -> str:
    """What later events call this one: its hash, and for one written before there was a chain what it would be."""
    told = event.get("hash")
    return told if isinstance(told, str) else event_digest(event)


def texts(node: Node) -> list[str]:
    """A list of texts, read from a place that should hold one."""
    return [one for one in node if isinstance(one, str)] if isinstance(node, list) else []


def heads(listed: Sequence[Mapping[str, Node]]) -> tuple[str, ...]:
    """The events that no other names as coming before it: one in a sound chain, two where a merge left them."""
    named = {before for one in listed for before in texts(one.get("prev"))}
    return tuple(dict.fromkeys(name for one in listed if (name := name_of(one)) not in named))


def unsigned(record: Mapping[str, Node]) -> bool:
    """Whether the record says something that no event signs for: its content is not what the last event left.

    A record without a chain yet (written by hand, or before there was one) can't be told to have changed.
    """
    left = _left(record)
    return bool(left) and not _sign(left, record)


def signs(record: Mapping[str, Node], other: Mapping[str, Node]) -> bool:
    """Whether the last event of `record` signs the content of `other`."""
    return _sign(_left(record), other)


def _sign(left: Iterable[str], other: Mapping[str, Node]) -> bool:
    return any(agrees(one, STATE, content(other)) for one in left)


def _left(record: Mapping[str, Node]) -> set[str]:
    """The digests of the content that the last events say they left."""
    listed = events(record)
    ends = frozenset(heads(listed))
    return {str(one["state"]) for one in listed if one.get("state") and name_of(one) in ends}


def changes(before: Mapping[str, Node], after: Mapping[str, Node]) -> list[Branch]:
    """Each field that differs between two contents: where, what it said, what it says. Positions count from 1.

    A whole entry that was added is named only: what it says stands in the record, and a later change would keep it
    here as `old`.
    """
    return [
        one
        for key in dict.fromkeys((*before, *after))
        if key != "history"
        for one in _changes(key, before.get(key), after.get(key))
    ]


def _changes(path: str, old: Node, new: Node) -> Iterator[Branch]:
    if _pure(old) == _pure(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _changes(f"{path}.{key}", old.get(key), new.get(key))
    elif _blocks(old) and _blocks(new):
        was, now = cast("list[Node]", old or []), cast("list[Node]", new or [])
        for at in range(max(len(was), len(now))):
            here = was[at] if at < len(was) else None
            yield from _changes(f"{path}.{at + 1}", here, now[at] if at < len(now) else None)
    else:
        change: Branch = {"field": path, "old": old, "new": None if isinstance(new, dict) else new}
        yield {key: value for key, value in change.items() if value not in (None, "", [], {})}


def _blocks(node: Node) -> bool:
    """Whether this is a list of entries, not of words; nothing at all may become one."""
    return node is None or (isinstance(node, list) and all(isinstance(one, dict) for one in node))


def at(record: Mapping[str, Node], field: str) -> Node:
    """What stands in the place that a change names; nothing where there is none."""
    node: Node = dict(record)
    for step in field.split("."):
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and step.isdecimal() and int(step) <= len(node):
            node = node[int(step) - 1]
        else:
            return None
    return node


def verified(record: Mapping[str, Node]) -> Branch | None:
    """What the standing verification of a record rests on: its plan and the evidence it names; None without one."""
    cycle = record.get("cycle") or "1"
    acts = record.get("verifications")
    mine = [one for one in (acts if isinstance(acts, list) else []) if isinstance(one, dict) and _cycle(one) == cycle]
    if not mine or mine[-1].get("result") != "通过":
        return None
    named = set(texts(mine[-1].get("evidence")))
    return {"plan": record.get("plan"), "evidence": [one for one in _evidence(record) if one.get("path") in named]}


def _cycle(act: Mapping[str, Node]) -> Node:
    return act.get("cycle") or "1"


def _evidence(record: Mapping[str, Node]) -> list[Branch]:
    listed = record.get("evidence")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def suspect(record: Mapping[str, Node]) -> bool:
    """Whether plan, measures or evidence are no longer what was verified: then the verification proves nothing."""
    rests_on = verified(record)
    decided = [one for one in events(record) if one.get("move") in {"verify", "fail"}]
    if decided and decided[-1].get("move") == "fail":  # sent back, it may be by a gate behind the verification
        return False
    signed = [one for one in decided if one.get("covers")]
    if rests_on is None or not signed or _cycle(signed[-1]) != (record.get("cycle") or "1"):
        return False
    return not agrees(str(signed[-1]["covers"]), VERIFIED, _as_then(rests_on, record, signed[-1]))


def _as_then(node: Node, record: Mapping[str, Node], event: Mapping[str, Node]) -> Node:
    """What stands in a record now, under the number that the issue had at an event: the last one that the event knew
    of, and not one that another branch gave meanwhile.
    """
    listed = events(record)
    at = listed.index(dict(event))
    given = {place: pair for place, one in enumerate(listed) if (pair := renumbering(one)) is not None}
    known = [given[place][1] for place in follows(listed, at) if place in given]
    first = [pair[0] for pair in given.values()]
    return refiled(node, str(record.get("id")), [*first[:1], *known][-1]) if given else node


def follows(listed: Sequence[Mapping[str, Node]], at: int) -> list[int]:
    """The places of the events that one knows of: those it follows, over any number of steps; itself is not among them.
    One that names none knows all before it.
    """
    places = {name_of(event): place for place, event in reversed(list(enumerate(listed)))}
    found, waiting = set[int](), [at]
    while waiting:
        here = waiting.pop()
        named = [places[name] for name in texts(listed[here].get("prev")) if places.get(name, here) < here]
        for before in named or range(here):
            if before not in found:
                found.add(before)
                waiting.append(before)
    return sorted(found)


def renumbering(event: Mapping[str, Node]) -> tuple[str, str] | None:
    """The number that an event took from the issue, and the one that it gave; None for any other event."""
    told = event.get("changes") if event.get("move") == "renumber" else None
    for one in told if isinstance(told, list) else []:
        if isinstance(one, dict) and one.get("field") == "id":
            return str(one.get("old")), str(one.get("new"))
    return None


def refiled(node: Node, old: str, new: str) -> Node:
    """The same with every path into the folder of evidence of one number leading into that of another."""
    if isinstance(node, str):
        return f"evidence/{new}/{node[len(old) + 10 :]}" if node.startswith(f"evidence/{old}/") else node
    if isinstance(node, dict):
        return {key: refiled(value, old, new) for key, value in node.items()}
    return None if node is None else [refiled(one, old, new) for one in node]


def seal(before: Mapping[str, Node] | None, after: Mapping[str, Node], new: int) -> Branch:
    """`after` with its last `new` events joined to the chain: what changed, the digests of content and of the event.

    Written in one go, several events change the record together: what changed stands with the last of them.
    """
    listed = events(after)
    sealed: list[Branch] = listed[: len(listed) - new]
    now, changed = state(after), changes(before, after) if before is not None else []
    for one in listed[len(listed) - new :]:
        event = dict(one)
        if event.get("move") == "verify":
            rests_on = verified(after)
            event["evidence"] = cast("Node", [_manifest(e) for e in _named(rests_on)])
            event["covers"] = digest(VERIFIED, cast("Node", rests_on))
        if event.get("move") == "reopen":
            closings = [name_of(one) for one in sealed if one.get("move") == "close"]
            event["former"] = closings[-1] if closings else None
        if len(sealed) == len(listed) - 1:
            event |= {"changes": cast("Node", changed), "state": now}
        event["prev"] = cast("Node", list(heads(sealed)))
        event = {key: value for key, value in event.items() if value not in (None, "", [], {})}
        sealed.append(event | {"hash": event_digest(event)})
    return {**after, "history": cast("Node", sealed)}


def _named(rests_on: Branch | None) -> list[Branch]:
    return list(cast("list[Branch]", (rests_on or {}).get("evidence") or []))


def _manifest(evidence: Mapping[str, Node]) -> Branch:
    return {key: evidence[key] for key in ("path", "size", "sha256") if key in evidence}
