"""A letter of the office about an issue: its template filled in. What is asked first is whether it can be written."""

from __future__ import annotations

from datetime import date

from ledger.errors import Said, say
from ledger.model.notice import Fields, personal_data, persons_named
from ledger.model.people import People
from ledger.store import letters
from ledger.store.workspace import Workspace

SUFFIX = letters.SUFFIX


def written(workspace: Workspace, name: str, fields: Fields, day: date) -> bytes:
    """The letter `name` with its fields filled in, dated `day`.

    Raises NotFoundError for a letter that there is not, UnreadableError for a template that can't be filled in.
    """
    template = letters.load(workspace, name)
    from ledger.formats.docx import letter  # Word's library and Jinja take a fifth of a second

    return letter.fill(template.data, template.file, fields, day)


def printed(workspace: Workspace, name: str) -> frozenset[str]:
    """The fields that the letter `name` prints. Raises as `written` does."""
    template = letters.load(workspace, name)
    from ledger.formats.docx import letter

    return frozenset(letter.used(template.data, template.file).fields)


def remarks(fields: Fields, people: People) -> tuple[Said, ...]:
    """What somebody should look at before a letter goes out: what seems to be personal data, whose name stands where.

    Of the people only those that the register knows: a name that nobody registered is a word like any other.
    """
    found = tuple(
        say("letter.personal", field=name, kind=say(f"personal.{kind}")) for name, kind in personal_data(fields)
    )
    named = tuple(say("letter.person", field=name, person=person) for name, person in persons_named(fields, people))
    return (*found, *named)
