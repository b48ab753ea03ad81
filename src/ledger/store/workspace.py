"""Find the ledger that the user stands in, and read its settings and registers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ledger.errors import NotFoundError, Said, UnreadableError, UsageError, say
from ledger.model import levels
from ledger.model import people as registered
from ledger.model.office import Office
from ledger.model.people import People, PeopleRegister
from ledger.model.policy import Policy
from ledger.model.problem import Problem
from ledger.model.procedure import SHORTEST, Procedure
from ledger.model.units import UnitRegister, Units
from ledger.model.workdays import Calendar
from ledger.store import asides, books, calendar, files, gate, procedures
from ledger.store.books import Shelf
from ledger.store.toml_lines import line_of
from ledger.store.typed import dotted, located, problems, typed

SETTINGS, PEOPLE, UNITS, CALENDAR = "ledger.toml", "people.yaml", "units.yaml", "calendar.yaml"
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Workspace:
    """A ledger's folder. Its settings and registers are read when first asked for."""

    root: Path

    @property
    def issues(self) -> Path:
        """Where the issue files are."""
        return self.root / "issues"

    @property
    def templates(self) -> Path:
        """Where the office's templates are."""
        return self.root / "templates"

    @property
    def evidence(self) -> Path:
        """Where evidence is kept, a folder for each issue."""
        return self.root / "evidence"

    @property
    def snapshots(self) -> Path:
        """Where the months are that were put down for good."""
        return self.root / "snapshots"

    @property
    def state(self) -> Path:
        """Where the program keeps what is its own: the lock, texts that could not be saved."""
        return self.root / files.STATE

    @cached_property
    def policy(self) -> Policy:
        """The settings of `ledger.toml`. Raises UsageError naming every wrong key."""
        return read_policy(self.root / SETTINGS)

    def sweep(self) -> None:
        """Take away what runs that died left unfinished, in every folder with a fixed name; whoever acts begins so."""
        files.sweep(self.root / name for name in ("", files.STATE, "checkpoints", ".vscode"))
        for folder in (self.templates, self.issues):
            files.sweep_within(folder)

    @cached_property
    def office(self) -> Office:
        """Settings, registers, calendar and procedure in one value. Raises UnreadableError where one is broken,
        UsageError for a procedure that nobody has described. A broken book is none of the others' business: its issues
        are in no book, which is told beside the result, and `refuse_unread` keeps everybody from writing to it.
        """
        if isinstance(self._calendar, tuple):
            raise unreadable(CALENDAR, self._calendar)
        if isinstance(self._procedure, tuple):
            raise unreadable(procedures.file_of(self.policy.closing.procedure), self._procedure)
        for one in self._shelf.unread:
            asides.tell(f"book {self.root} {one.key}", say("book.unread", name=one.name, prefix=one.prefix))
        return self._office(self._calendar, self._procedure)

    @cached_property
    def office_to_check_by(self) -> Office:
        """The same, but a broken calendar of its own (`calendar_faults`) gives way to the shipped one, broken
        registers (`register_faults`) to empty ones, a broken procedure (`procedure_faults`) to the shortest, and a
        broken book (`book_faults`) to none, so that a check can go on and tell what is late; the faults are told
        beside what it finds.
        """
        days = calendar.shipped() if isinstance(self._calendar, tuple) else self._calendar
        way = SHORTEST if isinstance(self._procedure, tuple) else self._procedure
        if self.register_faults:
            shelf = self._shelf
            return Office(days, self.policy, procedure=way, books=shelf.books, own=shelf.own, unread=shelf.unread)
        return self._office(days, way)

    def _office(self, days: Calendar, way: Procedure) -> Office:
        people = self._register(PEOPLE, PeopleRegister, PeopleRegister())
        units = self._register(UNITS, UnitRegister, UnitRegister())
        shelf = self._shelf
        who, where = People(people.people), Units(units.units)
        return Office(days, self.policy, who, where, way, shelf.books, shelf.own, shelf.unread)

    def refuse_unread(self, number: str) -> None:
        """Raises UnreadableError where this number is in a book whose description can't be read: nobody knows what may
        be written there.
        """
        unkept = self.office.of(number).unkept
        if unkept is not None and unkept.name:
            raise unreadable(books.file_of(unkept.name), self._shelf.problems)

    @cached_property
    def _shelf(self) -> Shelf:
        return books.kept(self.root, self.policy)

    @property
    def book_faults(self) -> tuple[Problem, ...]:
        """Every fault of the books that this ledger keeps, and of the office's other descriptions, each once."""
        return tuple(dict.fromkeys((*self._shelf.problems, *books.faults_of_own(self.root))))

    @property
    def book_doubts(self) -> tuple[Problem, ...]:
        """Every book of this ledger that is public though nobody should expect it to be, at its place."""
        kept = (*self._shelf.books, *((self._shelf.own,) if self._shelf.own else ()))
        return books.doubts(self.root, kept)

    @cached_property
    def _calendar(self) -> Calendar | tuple[Problem, ...]:
        own = self._gated(CALENDAR)
        if own is None or isinstance(own, tuple):
            return own or calendar.shipped()
        return calendar.with_own(calendar.shipped(), own, CALENDAR)

    @property
    def calendar_faults(self) -> tuple[Problem, ...]:
        """Every fault of the ledger's own calendar at its place."""
        return self._calendar if isinstance(self._calendar, tuple) else ()

    @cached_property
    def _procedure(self) -> Procedure | tuple[Problem, ...]:
        return procedures.load(self.root, self.policy.closing.procedure)

    @property
    def procedure_faults(self) -> tuple[Problem, ...]:
        """Every fault of the office's own procedures at its place, in force or not."""
        return procedures.faults_of_own(self.root)

    @cached_property
    def register_faults(self) -> tuple[Problem, ...]:
        """Every fault of people and units at its place; while there is one, nobody can be asked for."""
        read = (self._parsed(PEOPLE, PeopleRegister), self._parsed(UNITS, UnitRegister))
        return tuple(problem for one in read if isinstance(one, tuple) for problem in one)

    @property
    def register_doubts(self) -> tuple[Problem, ...]:
        """What the registers say that can't be so, at its place; they are worked with all the same."""
        people, units = self._parsed(PEOPLE, PeopleRegister), self._parsed(UNITS, UnitRegister)
        found = (
            *self._located(PEOPLE, registered.doubts(people.people) if isinstance(people, PeopleRegister) else ()),
            *self._located(UNITS, levels.doubts(Units(units.units)) if isinstance(units, UnitRegister) else ()),
        )
        return tuple(found)

    def _located(self, name: str, problems: Iterable[Problem]) -> Iterator[Problem]:
        tree = self._gated(name)
        return (located(one, tree, name) for one in problems if isinstance(tree, gate.Tree))

    def _register(self, name: str, model: type[R], default: R) -> R:
        read = self._parsed(name, model)
        if isinstance(read, tuple):
            raise unreadable(name, read)
        return default if read is None else read

    def _parsed(self, name: str, model: type[R]) -> R | tuple[Problem, ...] | None:
        tree = self._gated(name)
        read = typed(model, tree, name) if isinstance(tree, gate.Tree) else tree
        twice = tuple(registered.doubles(read.people)) if isinstance(read, PeopleRegister) else ()
        return tuple(self._located(name, twice)) or read

    def _gated(self, name: str) -> gate.Tree | tuple[Problem, ...] | None:
        """A file of the ledger's own; None where it is not there, or so far holds only its comments."""
        try:
            data = files.read_plain(self.root / name)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise files.fault(error, name) from error
        tree = gate.read(data, name)
        return None if isinstance(tree, tuple) and [one.rule for one in tree] == ["empty"] else tree


def unreadable(name: str, faults: tuple[Problem, ...]) -> UnreadableError:
    """The refusal for a file that many faults were found in: all of them are told."""
    return UnreadableError(say("data.unreadable", file=name), *map(at_its_place, faults))


def at_its_place(problem: Problem) -> Said:
    """A fault as one line: where, which rule, what."""
    hint = say("did-you-mean", word=problem.suggestion) if problem.suggestion else None
    return say("problem.line", place=str(problem.place or ""), rule=problem.rule, text=problem.text, hint=hint)


def find(start: Path) -> Workspace:
    """The ledger in `start` or in the nearest folder above it. Raises NotFoundError."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return Workspace(folder)
    raise NotFoundError(say("ledger.none", folder=str(start)))


def read_policy(path: Path) -> Policy:
    """The settings in a `ledger.toml`. Raises UsageError with every wrong key, and where in the file it stands."""
    try:
        text = files.read_plain(path).decode("utf-8-sig")
        told = tomllib.loads(text)
        if _NUL.search(text) and "\0" in _texts(told):
            line = next(at for at, one in enumerate(text.splitlines(), 1) if _NUL.search(one))
            raise UsageError(say("settings.nul", file=path.name, line=line))
        return Policy.model_validate(told)
    except UnicodeDecodeError as error:
        raise UsageError(say("settings.not-utf8", file=path.name)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:  # brackets by the thousand are no TOML of anybody's
        line, column = _spot(text, str(error))
        twice = re.search("twice|overwrite|mutate", str(error))
        bare = _BARE_HEADING.match("".join(text.splitlines()[line - 1 : line]))
        wrong = "settings.twice" if twice else "settings.bare-heading" if bare else "settings.not-toml"
        raise UsageError(say(wrong, file=path.name, line=line, column=column)) from error
    except ValidationError as error:
        reasons = (
            say("settings.wrong", file=path.name, line=line_of(text, [str(step) for step in one.path]),
                key=dotted(one.path), text=one.text,
                hint=say("did-you-mean", word=one.suggestion) if one.suggestion else None)
            for one in problems(error, Policy)
        )  # fmt: skip
        raise UsageError(say("settings.bad", file=path.name), *reasons) from error
    except OSError as error:
        raise files.fault(error, path.name) from error


_NUL = re.compile(r"\\(?:u0000|U00000000)")
"""The sign that no text may hold, as TOML writes it."""


def _texts(told: object) -> str:
    """All texts and keys of settings, one after the other."""
    if isinstance(told, dict):
        return "".join(f"{key}{_texts(value)}" for key, value in told.items())
    return "".join(map(_texts, told)) if isinstance(told, list) else str(told)


_BARE_HEADING = re.compile(r"""\s*\[+[^\]"'#]*[^\x00-\x7f]""")


def _spot(text: str, complaint: str) -> tuple[int, int]:
    """Where the TOML reader stopped; it says so in its message only."""
    found = re.search(r"at line ([0-9]+), column ([0-9]+)", complaint)
    return (int(found[1]), int(found[2])) if found else (max(1, len(text.splitlines())), 1)
