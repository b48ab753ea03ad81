"""The ledger as a static site: every page made, looked at, and only then put in the place of the old site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import meter
from ledger.actions import outgoing, reporting
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UnreadableError, say
from ledger.model.leaks import Leak, Seeker
from ledger.model.people import People
from ledger.model.public import Secret, kept_inside, private, published
from ledger.model.report import Entry, Report
from ledger.model.schedule import Situation, situation
from ledger.model.selection import Selection
from ledger.model.wordless import wordless
from ledger.store import asides, files, swapped
from ledger.store.workspace import Workspace, at_its_place

if TYPE_CHECKING:
    from ledger.formats.site import pages
    from ledger.model.office import Office

_TOLD = 20
"""So many leaks are told one by one; the rest are counted."""


@dataclass(frozen=True)
class Order:
    """What somebody wants built."""

    selection: Selection
    said: str = ""
    """The selection as a phrase."""
    public: bool = False
    """For everybody: what is not on the allow-list stays inside."""
    allowed: tuple[str, ...] = ()
    """Texts that are kept inside elsewhere, and that somebody has found fit to be read."""
    skip_broken: bool = False


@dataclass(frozen=True)
class Inside:
    """What stays inside of the ledgers that a site is made of."""

    secrets: tuple[Secret, ...] = ()
    known: Mapping[str, bool] = field(default_factory=dict)
    """Whether everybody may know of an issue, by number, where its own house says so and not that of who names it."""

    def may_name(self, one: Entry, number: str, office: Office) -> bool:
        """Whether the public page of an issue may name another."""
        return self.known.get(number, one.house(office).of(number).is_public)


@dataclass(frozen=True)
class Built:
    """The site that was built."""

    place: Path
    report: Report
    files: int
    size: int


def build(desk: Desk, order: Order, place: Path, words: Callable[[Said], str]) -> Built:
    """Build the site at `place`. `words` says a message in Chinese.

    Raises UnreadableError for a ledger that can't be read whole or where nothing is selected; UsageError for the
    folders of the ledger itself; RefusedError for a folder that is no site, and where something that is not public
    stands in a page for the public; ConflictError for a file. In each case the old site is as it was.
    """
    place = place.absolute()
    outgoing.refuse_reserved(desk.workspace, place, place)
    if desk.workspace.root.resolve().is_relative_to(place.resolve()):
        raise RefusedError(say("site.not-ours", path=str(place)))
    swapped.refuse(place)  # before ten thousand files are read
    selection = replace(order.selection, public=order.public)
    report = reporting.report(desk, selection, skip_broken=order.skip_broken, said=order.said)
    if not report.entries:
        raise UnreadableError(outgoing.nothing(order.said, desk.day))
    # of issues that are not selected as well
    every = [one.issue for one in (report.whole or report).entries] if order.public else []
    inside = [one for one in every if not desk.office.of(one).is_public]
    if order.public:
        tell_of_books(desk.workspace, (one.id for one in every), desk.office)
    secrets = (*private(every, desk.office.people), *kept_inside(inside)) if order.public else ()
    return publish(report, order, place, words, Inside(secrets))


def tell_of_books(workspace: Workspace, numbers: Iterable[str], office: Office) -> None:
    """Have it told beside the result which books are public by the office's own word, and which issues stay inside
    because they are in no book.
    """
    for one in workspace.book_doubts:
        asides.tell(f"public {workspace.root} {one.place}", at_its_place(one))
    if lost := tuple(one for one in numbers if (why := office.of(one).unkept) is not None and not why.name):
        asides.tell(f"no book {workspace.root}", say("book.left-inside", count=len(lost), ids=lost[:_TOLD]))


def publish(report: Report, order: Order, place: Path, words: Callable[[Said], str], inside: Inside) -> Built:
    """Build the site of a report, wherever that comes from; `inside` is what must not be public of it.

    Raises RefusedError, ConflictError as `build` does.
    """
    place = place.absolute()
    swapped.refuse(place)
    seeker = Seeker(inside.secrets, order.allowed) if order.public else None
    from ledger.formats.site import pages  # Jinja takes a tenth of a second

    site = pages.Site(_for_everybody(report, inside) if order.public else report, order.public, words)
    try:
        with swapped.building(place, site.count) as new:
            return replace(_write(site, new, seeker), place=place)
    except OSError as error:
        raise files.fault(error, place) from error


def _write(site: pages.Site, new: Path, seeker: Seeker | None) -> Built:
    from ledger.formats.site.pages import ASSETS
    from ledger.formats.site.pages import files as every_file
    from ledger.formats.site.readable import readable

    count = size = 0
    leaks: list[Leak] = []
    made = set[Path]()
    with meter.part("site", site.count) as tick:
        for file in every_file(site):
            path = new / file.path
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(file.content)
            if seeker is not None and file.path not in ASSETS:
                for text in readable(file.path, file.content):
                    leaks += seeker.leaks(file.path, text)
            count, size = count + 1, size + len(file.content)
            tick(1)
    _refuse(_not_the_programs(leaks, site, new))
    return Built(new, site.report, count, size)


def _not_the_programs(leaks: list[Leak], site: pages.Site, new: Path) -> list[Leak]:
    """The leaks without those notes that are worded as the page itself words something, and stand there no more often
    than the page would have it with nobody's texts in it.
    """
    doubtful = {one.page for one in leaks if _may_be_the_programs(one)}
    if not doubtful:
        return leaks
    from ledger.formats.site.pages import files as every_file
    from ledger.formats.site.readable import readable

    bare = replace(site, report=wordless(site.report))
    own = {
        file.path: " ".join(readable(file.path, file.content))
        for file in every_file(bare, doubtful)
        if file.path in doubtful
    }
    there = {path: " ".join(readable(path, (new / path).read_bytes())) for path in doubtful}

    def is_own(one: Leak) -> bool:
        said = Seeker.count(own[one.page], one.secret) if _may_be_the_programs(one) else 0
        return said > 0 and Seeker.count(there[one.page], one.secret) <= said

    return [one for one in leaks if not is_own(one)]


def _may_be_the_programs(leak: Leak) -> bool:
    """A note in Chinese; names, numbers and ids are always somebody's."""
    return leak.secret.kind == "note" and any("\u4e00" <= sign <= "\u9fff" for sign in leak.secret.text)


def _for_everybody(report: Report, inside: Inside) -> Report:
    """The report as everybody may read it: nobody is named by a register any more, nor an issue that is kept inside."""

    def told(one: Entry) -> Entry:
        shown = published(one.issue, lambda number: inside.may_name(one, number, report.office))
        return replace(one, issue=shown, situation=_told(one, report))

    return replace(report, entries=tuple(map(told, report.entries)), office=replace(report.office, people=People()))


def _told(one: Entry, report: Report) -> Situation:
    """How an issue stands without the days of its book's own fields, which stay inside (`schedule.ages`)."""
    now = one.situation
    if not any(node.kind == "age" for node in (*now.late, *now.ahead)):
        return now
    return situation(one.issue.model_copy(update={"attributes": {}}), now.day, one.house(report.office))


def _refuse(leaks: list[Leak]) -> None:
    """Raises RefusedError naming what stands where, the same text once with its first page."""
    if not leaks:
        return
    pages: dict[str, list[Leak]] = {}
    for one in leaks:
        pages.setdefault(one.secret.text, []).append(one)
    for found in pages.values():
        found.sort(key=lambda one: one.page.endswith(".js"))  # a page is where somebody looks
    told = [
        say(
            "site.leak",
            text=text,
            kind=say(f"site.secret-{found[0].secret.kind}"),
            origin=_origin(found[0]),
            page=found[0].page,
            around=found[0].around,
            more=say("site.leak-more", count=len(found) - 1) if found[1:] else "",
        )
        for text, found in list(pages.items())[:_TOLD]
    ]
    rest = (say("site.leaks-more", count=len(pages) - _TOLD),) if len(pages) > _TOLD else ()
    raise RefusedError(say("site.leaks", count=len(pages)), *told, *rest, hint=say("site.leaks-hint"))


def _origin(leak: Leak) -> Said | str:
    secret = leak.secret
    if secret.issue is None:
        return secret.field
    return say("site.origin", id=secret.issue, field=say("field", path=secret.field))
