"""The twelve ways to tamper with a ledger, as a table of what finds each, and the forger's tools.

`docs/attacks.md` shows the same table: `test_attacks.py` holds both against the program.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from ledger.model import replay, trail
from ledger.model.trail import Branch, Node

Sight = Literal["found", "missed", "partly"]
SIGNS: dict[Sight, str] = {"found": "●", "partly": "◐", "missed": "○"}


@dataclass(frozen=True)
class Attack:
    """One class of attack: what it is called, and what each level makes of it.

    L0: the chain in the file and the evidence hashed again (`ledger audit` of a ledger that was never sealed).
    L1: the commit that CI saw before (`ledger check --since`). L2: the checkpoints in the ledger (`ledger audit`).
    L3: a root on a report that somebody outside has kept (`ledger audit --against ROOT`).
    """

    chinese: str
    english: str
    levels: tuple[Sight, Sight, Sight, Sight]


ALWAYS: tuple[Sight, Sight, Sight, Sight] = ("found", "found", "found", "found")
BUT_NOT_BY_ITSELF: tuple[Sight, Sight, Sight, Sight] = ("missed", "found", "found", "found")

TABLE: dict[str, Attack] = {
    "edit": Attack("改一个值", "a value edited", ALWAYS),
    "delete": Attack("删掉中间一条记录", "an event deleted", ALWAYS),
    "insert": Attack("在中间插进一条记录", "an event inserted", ALWAYS),
    "reorder": Attack("调换记录的次序", "events reordered", ALWAYS),
    "duplicate": Attack("把一条记录再写一遍", "an event duplicated", ALWAYS),
    "truncate": Attack("截掉最后几条记录", "the last events cut off", ALWAYS),
    "truncate-revert": Attack("截掉最后几条并把内容改回去", "… and the content put back", BUT_NOT_BY_ITSELF),
    "rehash": Attack("改过之后整条链重新计算", "the whole chain worked out anew", BUT_NOT_BY_ITSELF),
    "evidence": Attack("调换佐证文件", "evidence swapped", ALWAYS),
    "checkpoint": Attack("拿掉检查点", "a checkpoint removed", ("missed", "found", "partly", "found")),
    "author": Attack("冒用他人名义提交", "the author forged", ("missed", "found", "missed", "missed")),
    "force-push": Attack("强制推送，改写 git 历史", "a forced push", ("missed", "found", "missed", "partly")),
}


def leaves(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where every text of a tree stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from leaves(value, (*path, at))
    elif node:
        yield path


def edited(record: Branch, path: tuple[str | int, ...]) -> Branch:
    """The record with one text changed for another that could stand there."""
    result = copy.deepcopy(record)
    node: Node = result
    for step in path[:-1]:
        node = cast("dict[str | int, Node]", node)[step]
    inside = cast("dict[str | int, Node]", node)
    inside[path[-1]] = _another(str(inside[path[-1]]))
    return result


def _another(text: str) -> str:
    if re.fullmatch(r"20\d\d-\d\d-\d\d", text):
        return (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    if re.fullmatch(r"(sha256:)?[0-9a-f]{64}", text):
        return text[:-1] + ("0" if text[-1] != "0" else "1")
    if text.isdecimal():
        return str(int(text) + 1)
    others = {"true": "false", "open": "in-progress", "in-progress": "verified", "verified": "closed", "通过": "不通过"}
    return others.get(text, text.replace("T00:", "T01:") if re.match(r"20\d\d-\d\d-\d\dT00:", text) else f"{text}改")


def rehashed(record: Branch) -> Branch:
    """The record with its chain worked out anew over whatever it says now, so that it is sound in itself."""
    rests_on = trail.verified(record)
    sealed: list[Branch] = []
    listed = trail.events(record)
    last_verify = max((at for at, one in enumerate(listed) if one.get("move") == "verify"), default=None)
    for at, one in enumerate(listed):
        event = {key: value for key, value in one.items() if key not in {"hash", "prev"}}
        if at == last_verify and rests_on is not None:
            named = cast("list[Branch]", rests_on["evidence"])
            event["evidence"] = [{key: e[key] for key in ("path", "size", "sha256")} for e in named]
            event["covers"] = trail.digest(trail.VERIFIED, rests_on)
        if at == len(listed) - 1:
            event["state"] = trail.state(record)
        if sealed:
            event["prev"] = cast("Node", list(trail.heads(sealed)))
        sealed.append({**event, "hash": trail.event_digest(event)})
    return {**record, "history": cast("Node", sealed)}


def with_history(record: Branch, events: list[Branch]) -> Branch:
    return {**record, "history": cast("Node", events)}


def deleted(record: Branch) -> Iterator[Branch]:
    """Each event taken out but the last: that is cutting off."""
    listed = trail.events(record)
    for at in range(len(listed) - 1):
        yield with_history(record, [*listed[:at], *listed[at + 1 :]])


def inserted(record: Branch) -> Iterator[Branch]:
    """An event slipped in before each: as a hand would write it, and with a digest and a predecessor of its own."""
    listed = trail.events(record)
    for at in range(len(listed)):
        forged = {key: value for key, value in listed[at].items() if key not in {"hash", "prev", "state", "changes"}}
        forged["why"] = "补记"
        yield with_history(record, [*listed[:at], forged, *listed[at:]])
        chained = forged | ({"prev": [trail.name_of(listed[at - 1])]} if at else {})
        chained |= {"state": listed[at].get("state") or ""}
        chained |= {"hash": trail.event_digest(chained)}
        yield with_history(record, [*listed[:at], chained, *listed[at:]])


def reordered(record: Branch) -> Iterator[Branch]:
    """Any two events in each other's place."""
    listed = trail.events(record)
    for one in range(len(listed)):
        for other in range(one + 1, len(listed)):
            swapped = list(listed)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            yield with_history(record, swapped)


def duplicated(record: Branch) -> Iterator[Branch]:
    """Each event once more, behind itself and at the end."""
    listed = trail.events(record)
    for at, event in enumerate(listed):
        yield with_history(record, [*listed[: at + 1], event, *listed[at + 1 :]])
        yield with_history(record, [*listed, event])


def truncated(record: Branch) -> Iterator[Branch]:
    """The last events cut off, from one to all but one."""
    listed = trail.events(record)
    for left in range(1, len(listed)):
        yield with_history(record, listed[:left])


def reverted(record: Branch) -> Iterator[Branch]:
    """The last events cut off, and everything they had changed put back: the file as it was."""
    listed = trail.events(record)
    content = trail.content(record)
    for stage in reversed(replay.stages(record, 0)[1:]):
        content = stage.before
        yield with_history(content, listed[: stage.first])
