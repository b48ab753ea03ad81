"""The filters that mean the same in every command that has them, declared once; what they are about is loaded by no
other command.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from ledger.cli import session
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.acts import STATUSES
from ledger.model.book import MAIN
from ledger.model.pacewords import PACE_WORDS, PACES, Pace
from ledger.model.report import STATUS_WORDS
from ledger.model.selection import Selection

Statuses = Annotated[list[str] | None, typer.Option("--status", "-s", help=words("option.status"))]
Units = Annotated[list[str] | None, typer.Option("--unit", "-u", help=words("option.unit"))]
Regions = Annotated[list[str] | None, typer.Option("--region", help=words("option.region"))]
Fields = Annotated[list[str] | None, typer.Option("--field", help=words("option.field"))]
Sources = Annotated[list[str] | None, typer.Option("--source", help=words("option.source"))]
Batches = Annotated[list[str] | None, typer.Option("--batch", help=words("option.batch"))]
Books = Annotated[list[str] | None, typer.Option("--book", help=words("option.book"), metavar=words("metavar.book"))]
Objects = Annotated[list[str] | None, typer.Option("--object", help=words("option.object"))]
Overdue = Annotated[bool, typer.Option("--overdue", help=words("option.overdue"))]
DueWithin = Annotated[int | None, typer.Option("--due-within", help=words("option.due-within"), min=0, metavar="N")]
Paces = Annotated[list[str] | None, typer.Option("--pace", help=words("option.pace"))]
Void = Annotated[bool, typer.Option("--void", help=words("option.void"))]
TextFilter = Annotated[str | None, typer.Option("--text", "-t", help=words("option.text"))]

_BY_STANDING = {"逾期": "--overdue", "节点逾期": "--overdue", "overdue": "--overdue", "临期": "--due-within 15"}
"""Words that people take for a status, and the option that selects by them."""


def status(word: str) -> str:
    """A status by its key or by its official name, or a state as a book calls it. Raises UsageError with those that
    exist.
    """
    for key in STATUSES:
        if word.strip().lower().replace("_", "-") == key or word.strip() == STATUS_WORDS[key]:
            return key
    if option := _BY_STANDING.get(word.strip()):
        raise UsageError(say("usage.not-a-status", found=word, option=option))
    states = _states()
    if word.strip() in states:
        return word.strip()
    known = (*(f"{key} {STATUS_WORDS[key]}" for key in STATUSES), *states)
    raise UsageError(say("usage.bad-status", found=word, known=known))


def _states() -> tuple[str, ...]:
    """What the books of the ledger call their states, besides the usual words."""
    ledger = session.ledger_if_any()
    chains = (one.chain for one in ledger.office_to_check_by.described) if ledger else ()
    return tuple(dict.fromkeys(word for chain in chains for word in chain if word not in STATUS_WORDS.values()))


def pace(word: str) -> Pace:
    """A pace by its key or by its official name. Raises UsageError with those that exist."""
    for key in PACES:
        if word.strip().lower().replace("_", "-") == key or word.strip() == PACE_WORDS[key]:
            return key
    raise UsageError(say("usage.bad-pace", found=word, known=tuple(f"{key} {PACE_WORDS[key]}" for key in PACES)))


def _filters(
    statuses: Statuses = None,
    units: Units = None,
    regions: Regions = None,
    fields: Fields = None,
    sources: Sources = None,
    batches: Batches = None,
    objects: Objects = None,
    books: Books = None,
    overdue: Overdue = False,
    due_within: DueWithin = None,
    text: TextFilter = None,
    void: Void = False,
) -> Selection:
    """The filters of a call as one value."""
    return Selection(
        statuses=tuple(map(status, statuses or ())),
        units=tuple(units or ()),
        regions=tuple(regions or ()),
        fields=tuple(fields or ()),
        sources=tuple(sources or ()),
        batches=tuple(batches or ()),
        objects=_ids(tuple(objects or ())),
        books=books_called(tuple(books or ())),
        overdue=overdue,
        due_within=due_within,
        text=text,
        void=void,
    )


def books_called(called: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the books that these words mean. Raises UsageError with those that the ledger keeps."""
    ledger = session.ledger_if_any() if called else None
    if ledger is None:
        return called
    found = map(ledger.office_to_check_by.called, called)
    return tuple(one.name if one else MAIN for one in found)


def _ids(called: tuple[str, ...]) -> tuple[str, ...]:
    """The things that these words mean, with their parts; as they were typed where there is no ledger to ask.

    Raises NotFoundError for one that is not there.
    """
    ledger = session.ledger_if_any() if called else None
    if ledger is None:
        return called
    from ledger.actions import objects  # most calls ask for no thing

    return objects.ids_with_parts(ledger, called)


_FILTERS = inspect.signature(_filters, eval_str=True).parameters


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose first parameter is a `Selection` gets the filter options in its place, the same in every command.

    A filter that the command declares itself, with a meaning of its own, is left to it.
    """
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    declared = {one.name for one in own}
    offered = [name for name in _FILTERS if name not in declared]

    def filtered(**given: Any) -> None:  # noqa: ANN401 - typer passes what the annotations below promise
        command(_filters(**{name: given.pop(name) for name in offered}), **given)

    # Typer reads a command's options from its signature: the filters stand where the selection stood.
    arguments = [one for one in own if one.default is inspect.Parameter.empty or _is_argument(one)]
    options = [one for one in own if one not in arguments]
    filters = [_FILTERS[name] for name in offered]
    listed = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in (*arguments, *filters, *options)]
    filtered.__signature__ = inspect.Signature(listed)  # type: ignore[attr-defined]  # how inspect lets one say it
    filtered.__annotations__ = {one.name: one.annotation for one in listed}
    filtered.__name__ = command.__name__
    return filtered


def _is_argument(parameter: inspect.Parameter) -> bool:
    return any(
        isinstance(note, typer.models.ArgumentInfo) for note in getattr(parameter.annotation, "__metadata__", ())
    )


def _in_order(statuses: tuple[str, ...]) -> list[str]:
    """States in the words of the office, those that every book has in their order."""
    usual = [STATUS_WORDS[key] for key in STATUSES if key in statuses]
    return [*usual, *(word for word in statuses if word not in STATUS_WORDS)]


def described(chosen: Selection) -> str:
    """The filters as a phrase, in the office's words, for the head of a sheet."""
    parts = [
        ("状态", "、".join(_in_order(chosen.statuses))),
        ("单位", "、".join(chosen.units)),
        ("行政区域", "、".join(chosen.regions)),
        ("环境要素", "、".join(chosen.fields)),
        ("问题来源", "、".join(chosen.sources)),
        ("轮次批次", "、".join(chosen.batches)),
        ("对象", _few(chosen.objects)),
        ("台账", "、".join("总台账" if one == MAIN else one for one in chosen.books)),
        ("逾期", "是" if chosen.overdue else ""),
        ("几天内到期", "" if chosen.due_within is None else str(chosen.due_within)),
        ("文字", chosen.text or ""),
        ("作废", "一并列出" if chosen.void else ""),
    ]
    return "；".join(f"{name}：{value}" for name, value in parts if value)


_NAMED = 5
"""Things that are named in the head of a sheet; a river may have forty outfalls."""


def _few(names: tuple[str, ...]) -> str:
    shown = "、".join(names[:_NAMED])
    return f"{shown} 等{len(names)}个" if len(names) > _NAMED else shown
