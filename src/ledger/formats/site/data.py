"""The ledger as data for the script of the site: columns of numbers, and each word once.

`fetch` reads nothing from a `file://` page, so the data is a script that sets a variable. Ten thousand issues have to
stay under a megabyte with the page around them: no row says a key, and units, regions, fields are told by their number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ledger.model.acts import STATUSES
from ledger.model.issue import Issue
from ledger.model.pacewords import PACE_WORDS, PACES
from ledger.model.ranking import is_rolled
from ledger.model.rates import UNSAID
from ledger.model.report import STANDING_WORDS, STATUS_WORDS, UNASSIGNED, Entry, Report
from ledger.model.schedule import STANDINGS
from ledger.model.units import plain

FIRST = date(2000, 1, 1)
"""Days are counted from here."""
LONGEST = 40
"""Signs of a title that a list shows; the issue's own page has all of it."""
Columns = dict[str, object]


def rows(report: Report) -> bytes:
    """What the list, the board and the timeline share."""
    entries = report.entries
    ids = [one.issue.id for one in entries]
    prefix = _prefix(ids)
    units, unit = _sets(report.responsible(one) or (UNASSIGNED,) for one in entries)
    fields, field = _sets(one.issue.fields or (UNSAID,) for one in entries)
    regions, region = _words(one.issue.region or UNSAID for one in entries)
    sources, source = _words(one.issue.source.kind for one in entries)
    batches, batch = _words(one.issue.source.batch or UNSAID for one in entries)
    ledgers, ledger = _words(one.rpartition("/")[0] for one in ids)  # of a roll-up; one of no name else
    return _script(
        "LEDGER",
        {
            "day": _number(report.day),
            "prefix": prefix,
            "ids": "\n".join(one[len(prefix) :] for one in ids),
            "titles": "\n".join(_short(one.issue.title) for one in entries),
            "words": {
                "standing": [STANDING_WORDS[key] for key in STANDINGS],
                "status": [STATUS_WORDS[key] for key in STATUSES],
                "pace": [PACE_WORDS[key] for key in PACES],
                "unit": units[0],
                "field": fields[0],
                "region": regions,
                "source": sources,
                "batch": batches,
                "ledger": ledgers,
            },
            "keys": {"standing": STANDINGS, "status": STATUSES, "pace": PACES},
            "sets": {"unit": units[1], "field": fields[1]},
            "standing": [STANDINGS.index(one.situation.standing) for one in entries],
            "status": [STATUSES.index(one.issue.status) for one in entries],
            "pace": [PACES.index(report.paces[one.issue.id].pace) for one in entries],
            "unit": unit,
            "field": field,
            "region": region,
            "source": source,
            "batch": batch,
            "due": [_number(one.situation.due) for one in entries],
            **({"ledger": ledger} if is_rolled(report) else {}),
        },
    )


def times(report: Report) -> bytes:
    """What the timeline alone needs: of each issue when it came and was finished, and a pair of days for each node."""
    return _script("TIMES", {"rows": [_times(one, report) for one in report.entries]})


def texts(report: Report) -> bytes:
    """What is looked through when somebody asks for the texts as well; loaded only then. One line an issue, as words
    are compared: without spaces, in one width and case.
    """
    return _script("TEXTS", {"lines": "\n".join(map(_text, report.entries))})


def _text(one: Entry) -> str:
    said = dict.fromkeys(plain(part) for part in _said(one.issue) if part)  # months often say the same again
    return "\u0001".join(said)


def _said(issue: Issue) -> Iterator[str | None]:
    """All that somebody may remember an issue by: what was found, is planned, was reported."""
    yield from (issue.title, issue.source.document, issue.source.finding)
    if issue.petition is not None:
        yield from (issue.petition.number, issue.petition.investigation)
    if issue.plan is not None:
        yield issue.plan.goal
        yield from (measure.text for measure in issue.plan.measures)
        yield from (node.text for node in (issue.plan.deadline.milestones if issue.plan.deadline else ()))
    for one in issue.progress:
        yield from (one.text, one.problems, one.next)


def _times(one: Entry, report: Report) -> list[object]:
    plan = one.issue.plan
    points = [] if plan is None or plan.deadline is None else plan.deadline.milestones
    measures = () if plan is None else plan.measures
    return [
        _number(one.issue.source.received),
        _number(one.situation.completed_on),
        [number for node in points for number in (_number(node.due), _number(node.done_on))],
        [
            number
            for measure in measures
            for number in (_number(one.due_of(measure, report.office)), _number(measure.done_on))
        ],
    ]


def _script(name: str, value: Columns) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return f'"use strict";var {name}={text.replace("<", chr(92) + "u003c")};\n'.encode()


def _prefix(ids: Sequence[str]) -> str:
    """What all of them begin with before their number; nothing where they don't."""
    prefix = f"{ids[0].rpartition('-')[0]}-" if ids else ""
    return prefix if all(one.startswith(prefix) for one in ids) else ""


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _number(day: date | None) -> int:
    """Days since `FIRST`; 0 for none."""
    return (day - FIRST).days if day else 0


def _words(values: Iterable[str]) -> tuple[list[str], list[int]]:
    """The words in use, and of each row which one it has."""
    listed = list(values)
    places = {word: at for at, word in enumerate(sorted(set(listed), key=_last_if_unsaid))}
    return list(places), [places[word] for word in listed]


def _sets(values: Iterable[Sequence[str]]) -> tuple[tuple[list[str], list[list[int]]], list[int]]:
    """The words in use, the combinations in use as places of words, and of each row which combination it has."""
    listed = [tuple(dict.fromkeys(one)) for one in values]
    words, _ = _words(word for one in listed for word in one)
    places = {word: at for at, word in enumerate(words)}
    sets: dict[tuple[str, ...], int] = {}
    rows = [sets.setdefault(one, len(sets)) for one in listed]
    return (words, [[places[word] for word in one] for one in sets]), rows


def _last_if_unsaid(word: str) -> tuple[bool, str]:
    return word in {UNSAID, UNASSIGNED}, word
