"""Questions in SQL, to a ledger as it is or to a dataset: DuckDB answers."""

from __future__ import annotations

from pathlib import Path

from ledger.actions.dataset import now, rows
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, UnreadableError, say
from ledger.store import asking, columnar, datasetfiles
from ledger.store.asking import Answer, UnansweredError

_TRIES = 3
"""How often a dataset is asked in which somebody puts other files meanwhile."""
_REASONS = 20


def of_ledger(question: str, desk: Desk) -> Answer:
    """Ask a ledger as it is. Raises UsageError for what is no question, or asks for what there is not; UnreadableError
    where an issue can't be read.
    """
    with asking.opened() as place:
        place.begin()
        for name, some in rows(now(desk.workspace), desk.at):
            place.add(name, columnar.table(name, some))
        place.close_in()
        return place.ask(question)


def of_dataset(question: str, folder: Path) -> Answer:
    """Ask a dataset, all of it as it was at one moment. Raises UsageError as `of_ledger` does, NotFoundError for a
    folder that is none, UnreadableError naming the files that can't be read, ConflictError where it changes all the
    time.
    """
    found = datasetfiles.contents(folder)
    for _ in range(_TRIES):
        answer: Answer | None = None
        try:
            answer = _asked(question, found)
        except UnansweredError as error:
            why = error
        before, found = found, datasetfiles.contents(folder)
        if found != before:
            continue
        if answer is not None:
            return answer
        broken = [say("dataset.broken-file", path=path, why=told) for path, told in datasetfiles.unreadable(found)]
        raise UnreadableError(say("dataset.broken", count=len(broken)), *broken[:_REASONS]) if broken else why
    raise ConflictError(say("dataset.changing", path=str(folder)))


def _asked(question: str, found: datasetfiles.Contents) -> Answer:
    with asking.opened() as place:
        for name, files in found.files.items():
            place.give(name, datasetfiles.opened(name, files))
        place.close_in()
        return place.ask(question)
