"""Issues as records: write one down, change one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.actions import bookthings
from ledger.actions.desk import Desk
from ledger.actions.petitions import refuse_numbers
from ledger.actions.remarks import refuse_dead_links, refuse_misfits, refuse_unknown
from ledger.errors import ConflictError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import amend, editing, naming, petition
from ledger.model.acts import Step
from ledger.model.attribute import ATTRIBUTES
from ledger.model.book import MAIN, Book
from ledger.model.guards import actor_is_known
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.model.workflow import ALWAYS
from ledger.store import folder, gate, saving, templates, yamlfile
from ledger.store.folder import Stored
from ledger.store.patch import text_tree, tree_of
from ledger.store.typed import typed
from ledger.store.workspace import at_its_place

if TYPE_CHECKING:  # see model.amend
    from ledger.model.deadline import Reading


@dataclass(frozen=True)
class Written:
    """An issue as it was written, and how its deadline texts were read."""

    stored: Stored
    readings: tuple[Reading, ...]
    signed: bool = True


def new(
    desk: Desk, template: str, settings: tuple[str, ...], measures: tuple[str, ...], book: Book | None = None
) -> Written:
    """Write a new issue down in a book (None: the ledger's own): the template, then every `key=value`. Raises
    UsageError naming each wrong value.
    """
    tree: dict[str, object] = dict(templates.load(desk.workspace, template))
    said = book.described.source if book else None
    if template == templates.DEFAULT and (said or (book is not None and book.key != MAIN)):
        tree["source"] = {"kind": said} if said else {}  # the template's is that of the ledger's own issues
    tree = petition.completed(_with_settings(tree, settings, measures, book))
    source = dict(tree["source"]) if isinstance(tree.get("source"), Mapping) else {}  # type: ignore[call-overload]
    source.setdefault("received", desk.day.isoformat())
    source.setdefault("kind", "其他")
    tree["source"] = source
    if not tree.get("title") and source.get("finding"):
        from ledger.model.extract import titles

        tree["title"] = titles.title(str(source["finding"]))
    if not tree.get("title"):
        raise UsageError(say("new.no-title"))
    tree, readings = amend.explain_deadlines(tree, desk.office.calendar)
    identity = {"uid": str(uuid.uuid4()), "status": "open"}

    def make(issue_id: str) -> Issue:
        issue = bookthings.settled(desk, None, validated({**tree, "id": issue_id, **identity}, issue_id))
        refuse_dead_links(desk, None, issue)
        refuse_numbers(desk, None, issue)
        refuse_misfits(desk, None, issue)
        refuse_unknown(desk, None, issue)
        return signed(issue, desk)

    return Written(saving.add(desk.workspace, make, book), readings, signed=desk.person is not None)


def signed(issue: Issue, desk: Desk) -> Issue:
    """The issue with its first step: who wrote it down. Unsigned only while the register of people is empty.

    Raises RefusedError where there are people and the actor is none of them.
    """
    if desk.person is None and desk.office.people.people:
        reasons = tuple(actor_is_known(issue, desk.attempt()))
        raise RefusedError(say("refused.new", count=len(reasons)), *reasons)
    if desk.person is None:
        return issue
    values = {"move": "register", "after": "open", "by": desk.person.id, "unit": desk.person.unit, "at": desk.at}
    step = Step.model_validate({**values, "date": max(desk.day, issue.source.received)})
    return issue.model_copy(update={"history": (step,)})


def _with_settings(
    tree: Mapping[str, object], settings: tuple[str, ...], measures: tuple[str, ...], book: Book | None
) -> dict[str, object]:
    """`tree` with each assignment put in. Raises UsageError with every one that can't be."""
    result, wrong = dict(tree), []
    for text in measures:
        result = amend.add_measure(result, text)
    for setting in settings:
        try:
            result = _assigned(result, setting, book)
        except amend.AmendError as error:
            wrong.append(error.said)
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)
    return result


def _assigned(tree: dict[str, object], setting: str, book: Book | None) -> dict[str, object]:
    key, sign, value = setting.partition("=")
    if not sign:
        raise amend.AmendError(say("amend.no-sign", text=setting))
    name = _attribute(key.strip(), book)
    if name is None and not value.strip() and key.strip() in _attributes(tree):
        name = key.strip()  # one that the description has no longer: it can only be taken out
    if name is not None:
        return amend.assign(tree, (ATTRIBUTES, name), value.strip() or None)
    field, path = _field(key, book)
    if path[0] in amend.PROTECTED:
        raise amend.AmendError(say("amend.protected", field=say("field", path=str(path[0]))))
    return amend.assign(tree, path, _value(field, value))


def _field(key: str, book: Book | None) -> tuple[naming.Field, tuple[str | int, ...]]:
    """The field that a key means. Raises AmendError for none; in a book with fields of its own it names those first."""
    try:
        return amend.parse_path(key)
    except amend.AmendError as error:
        if book is None or error.said.key != "amend.unknown-key":
            raise
        near = naming.nearest(key.strip(), book.attributes) or naming.nearest(key.strip())
        hint = say("did-you-mean", word=near) if near else None
        text = say("attribute.unknown-key", key=key.strip(), title=book.title, known=book.attributes, hint=hint)
        raise amend.AmendError(text) from error


def _attribute(key: str, book: Book | None) -> str | None:
    """The field of a book that a key means, by its name alone or below `attributes`."""
    name = key.removeprefix(f"{ATTRIBUTES}.")
    return name if name != key or (book is not None and name in book.attributes) else None


def _attributes(tree: Mapping[str, object]) -> Mapping[str, object]:
    given = tree.get(ATTRIBUTES)
    return given if isinstance(given, Mapping) else {}


def _value(field: naming.Field, text: str) -> object:
    """A value in words, or in YAML's flow style where it begins like it."""
    if not (text.lstrip().startswith(("[", "{")) and (field.many or field.record)):
        return amend.parse_value(field, text)
    tree = gate.read(f"value: {text}\n".encode(), "--set")
    if isinstance(tree, tuple):
        raise amend.AmendError(tree[0].text)
    return tree.data["value"]


def validated(tree: Mapping[str, object], file: str) -> Issue:
    """The record that `tree` makes. Raises UsageError with every fault."""
    text = yamlfile.dump_new(tree, None)
    read = gate.read(text, file)
    issue = read if isinstance(read, tuple) else typed(Issue, read, file)
    if isinstance(issue, tuple):
        raise UsageError(say("usage.bad-values"), *(_without_place(one) for one in issue))
    return issue


def _without_place(problem: Problem) -> Said:
    hint = say("did-you-mean", word=problem.suggestion) if problem.suggestion else None
    return say("problem.bare", text=problem.text, hint=hint)


def edit_settings(
    desk: Desk, issue_id: str, settings: tuple[str, ...], measures: tuple[str, ...], why: str | None = None
) -> Written:
    """Change fields of an issue by `key=value`. `why` is asked for where the change must be signed."""
    stored = folder.get(desk.workspace, issue_id)
    before = {key: text_tree(value) for key, value in tree_of(stored.issue).items()}
    tree = _with_settings(before, settings, measures, desk.office.of(issue_id).book)
    tree, readings = amend.explain_deadlines(_forget_meaning(tree, before), desk.office.calendar)
    after = _allowed(desk, stored, validated(tree, stored.file), why)
    return Written(saving.save(desk.workspace, stored, after), readings)


def _forget_meaning(tree: dict[str, object], before: Mapping[str, object]) -> dict[str, object]:
    """A deadline whose text was changed and nothing else has to be read anew."""
    new, old = _deadline(tree), _deadline(before)
    if new and old and new.get("text") != old.get("text") and {**new, "text": old.get("text")} == old:
        kept = {key: new[key] for key in ("text", "base", "note") if key in new}
        return amend.assign(tree, ("plan", "deadline"), kept)
    return tree


def _deadline(tree: Mapping[str, object]) -> Mapping[str, object]:
    plan = tree.get("plan")
    deadline = plan.get("deadline") if isinstance(plan, Mapping) else None
    return deadline if isinstance(deadline, Mapping) else {}


def _allowed(desk: Desk, stored: Stored, after: Issue, why: str | None) -> Issue:
    """`after`, signed where the change asks for it. Raises RefusedError with every reason against it, UsageError."""
    before = stored.issue
    after = bookthings.settled(desk, before, after)
    refuse_dead_links(desk, before, after)
    refuse_numbers(desk, before, after)
    refuse_misfits(desk, before, after)
    refuse_unknown(desk, before, after)
    wanted = editing.signed(before, after, desk.attempt(why=why))
    against = (*_against_changing(desk, stored), *(wanted if isinstance(wanted, tuple) else ()))
    elements = desk.office.of(before).policy.guards.start_elements
    reasons = tuple(dict.fromkeys((*editing.refusals(before, after, elements=elements), *against)))
    if reasons or isinstance(wanted, tuple):
        raise RefusedError(say("amend.refused", id=before.id), *reasons)
    return wanted


def _against_changing(desk: Desk, stored: Stored) -> tuple[Said, ...]:
    """Why nothing in this issue may be changed now, whatever the change: told before anybody types a word of it."""
    attempt = desk.informed(desk.attempt(), stored)
    signed_by = (actor_is_known,) if desk.office.people.people else ()
    return tuple(reason for guard in (*ALWAYS, *signed_by) for reason in guard(stored.issue, attempt))


def edit_text(
    desk: Desk,
    issue_id: str,
    editor: Callable[[bytes, tuple[Problem, ...]], bytes | None],
    why: str | None = None,
) -> Written | None:
    """Let the user change the file's own text; it lands only when it is valid, and nothing signed was touched.

    `editor` gets the text and what was wrong with the last try (nothing at first), and gives back
    the new text, or None to leave everything as it was.
    """
    stored = folder.get(desk.workspace, issue_id)
    if reasons := _against_changing(desk, stored):
        raise RefusedError(say("amend.refused", id=issue_id), *reasons)
    text, faults = stored.data, tuple[Problem, ...]()
    while (edited := editor(text, faults)) is not None:
        text = edited
        read = gate.read(text, stored.file)
        issue = read if isinstance(read, tuple) else typed(Issue, read, stored.file)
        if isinstance(issue, Issue):
            return _landed(desk, stored, text, issue, why)
        faults = issue
    if faults:
        kept = _kept(desk, stored, text)
        raise UnreadableError(say("edit.not-landed", file=stored.file), *map(at_its_place, faults), hint=kept)
    return None


def _landed(desk: Desk, stored: Stored, text: bytes, issue: Issue, why: str | None) -> Written:
    try:
        after = _allowed(desk, stored, issue, why)
        return Written(saving.replace_text(desk.workspace, stored, text, issue, after), ())
    except (RefusedError, ConflictError, UsageError) as error:
        raise type(error)(error.what, *error.reasons, hint=_kept(desk, stored, text)) from error


def _kept(desk: Desk, stored: Stored, text: bytes) -> Said:
    """What was typed is not lost when it can't be saved: where it lies."""
    return say("edit.kept", path=saving.set_aside(desk.workspace, stored, text))
