"""Tell each channel what it has not been told, and remember what it took."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Protocol, cast

from ledger.actions import nightly
from ledger.actions.desk import Desk
from ledger.errors import MachineError, Said, UsageError, say
from ledger.formats.messages.page import Words, written
from ledger.formats.messages.post import Post
from ledger.model import news
from ledger.model.checkpoint import Anchor
from ledger.model.digest import Digest
from ledger.model.finding import Checked, Finding
from ledger.model.ids import is_id
from ledger.model.office import Office
from ledger.model.selection import Selection
from ledger.store import locks, notified, outlets
from ledger.store.notified import Remembered
from ledger.store.outlets import Channel, Mailbox, Outlet, Robot
from ledger.store.posting import Patience

_WAITING = 6
"""How many times the patience with one server another run is waited for: it has up to five of them to tell."""


@dataclass(frozen=True)
class Errand:
    """What is told, whom, how."""

    days: tuple[int, ...]
    """On which days of lateness, beside the first."""
    outlets: tuple[Outlet, ...]
    words: Words
    clock: Callable[[], float]
    """The true time: signatures hold for an hour, whatever day the ledger is looked at as of."""
    state: Path
    selection: Selection
    described: str = ""
    always: bool = False
    """Tell the totals even where nothing is new."""
    dry_run: bool = False
    link: str = ""
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one channel."""

    outlet: Outlet
    digest: Digest
    message: Post | EmailMessage | None
    """None where there was nothing to tell."""
    taken: int = 0
    """How many issues the message names."""
    sent: bool = False
    trouble: Said | None = None

    @property
    def left(self) -> int:
        """How many had no room in it: they are told the next time."""
        return len(self.digest.entries) - self.taken if self.message else 0


@dataclass(frozen=True)
class Notified:
    """What became of all, and how far back is known what they were told."""

    outcomes: tuple[Outcome, ...]
    remembered: Remembered


class _Robot(Protocol):
    """A module of `formats.messages` that says why a message was not taken."""

    def refusal(self, status: int, body: bytes) -> Said | None: ...


def chosen(found: tuple[Outlet, ...], wanted: Sequence[Channel]) -> tuple[Outlet, ...]:
    """The channels that are meant. Raises UsageError where none is set up, or one that was named isn't."""
    if not found:
        raise UsageError(say("notify.none"), hint=say("notify.how", names=_names(outlets.CHANNELS)))
    there = {one.channel for one in found}
    if missing := [name for name in wanted if name not in there]:
        raise UsageError(
            say("notify.not-set-up", channels=tuple(missing)), hint=say("notify.how", names=_names(missing))
        )
    return tuple(one for one in found if not wanted or one.channel in wanted)


def _names(channels: Sequence[Channel]) -> tuple[str, ...]:
    names: Mapping[Channel, str] = {"email": "LEDGER_SMTP_URL"}
    return tuple(names.get(one, f"LEDGER_{one.upper()}_URL") for one in channels)


def notify(desk: Desk, errand: Errand) -> Notified:
    """Check the ledger and tell each channel; what one channel refuses keeps nothing from the others.

    From reading the memory to the last channel's entry in it nobody else tells by it: two runs at once tell nobody
    twice. Raises as `audit.check` does; MachineError where a memory can't be read, ConflictError where another run
    does not come to its end.
    """
    with ExitStack() as alone:
        if not errand.dry_run:
            with suppress(OSError):  # where no lock can be put nothing can be remembered either, and that is told
                alone.enter_context(locks.memory(errand.state, _WAITING * errand.patience.seconds))
        remembered = notified.load(errand.state)
        done = nightly.check(desk, nightly.Asked(errand.selection, errand.described))
        anchor = done.verdict.anchor
        told = done.checked if errand.selection.books else _going_out(done, desk.office)
        whole = Digest(told, (), anchor.root if isinstance(anchor, Anchor) else "", errand.link)
        return Notified(
            tuple(_tell(desk, errand, one, whole, remembered.of(one.channel)) for one in errand.outlets), remembered
        )


def _going_out(done: nightly.Nightly, office: Office) -> Checked:
    """A check as a group may read it: without the issues of books that are not public (or of none). Everything was
    checked all the same: a selection would leave out what is wrong with the registers, and decisions that are late.
    """
    found = done.checked
    shown = tuple(one for one in found.findings if (of := _number(one)) is None or office.of(of).is_public)
    inside = sum(not office.of(case.issue).is_public for case in done.verdict.cases)
    chosen = sum(office.of(one.issue).is_public for one in done.verdict.chosen)
    return replace(found, findings=shown, issues=found.issues - inside, selected=chosen)


def _number(one: Finding) -> str | None:
    """The issue that a finding is about; of a file that can't be read, the one that the file is named after."""
    if one.issue or one.problem.place is None:
        return one.issue or None
    name = PurePosixPath(one.problem.place.file).stem
    return name if is_id(name) else None


def _tell(desk: Desk, errand: Errand, outlet: Outlet, whole: Digest, memory: news.Memory | None) -> Outcome:
    """One channel: what is new to it, sent, remembered."""
    digest = replace(whole, news=news.news(whole.checked, memory, errand.days))
    if not digest.news and not errand.always:
        outcome = Outcome(outlet, digest, None)
    else:
        message, taken = _message(desk, errand, outlet, digest)
        outcome = Outcome(outlet, digest, message, taken)
        if not errand.dry_run:
            outcome = _sent(outcome, message, errand)
    if errand.dry_run or (outcome.message and not outcome.sent):
        return outcome
    told = [one for entry in digest.entries[: outcome.taken] for one in entry.findings]
    memory = news.remembered(memory or {}, told, errand.days, desk.day)
    if not errand.described:
        memory = news.without_the_past(memory, whole.checked)
    try:
        notified.save(errand.state, outlet.channel, memory)
    except MachineError as error:
        return replace(outcome, trouble=say("notify.not-remembered", path=str(errand.state), reason=error.what))
    return outcome


def _message(desk: Desk, errand: Errand, outlet: Outlet, digest: Digest) -> tuple[Post | EmailMessage, int]:
    """The message for a channel, and how many issues it names."""
    page = written(digest, errand.words)
    if isinstance(outlet, Mailbox):
        from ledger.formats.messages import mail

        return mail.message(page, outlet.sender, outlet.to, desk.at), page.count
    post = _post(errand, outlet, digest)
    return post, post.taken


def _post(errand: Errand, robot: Robot, digest: Digest) -> Post:
    from ledger.formats.messages import dingtalk, feishu, webhook, wecom

    page, url, secret = written(digest, errand.words), robot.url, robot.secret
    match robot.channel:
        case "wecom":
            return wecom.message(page, url)
        case "dingtalk":
            return dingtalk.message(page, url, secret, errand.clock())
        case "feishu":
            return feishu.message(page, url, secret, errand.clock())
        case "webhook":
            return webhook.message(digest, page, errand.words, url, secret)


def _sent(outcome: Outcome, message: Post | EmailMessage, errand: Errand) -> Outcome:
    """The outcome of sending. Never raises for what happens outside."""
    outlet = outcome.outlet
    try:
        if isinstance(outlet, Mailbox):
            trouble = _mailed(cast("EmailMessage", message), outlet, errand.patience)
            return replace(outcome, sent=True, trouble=trouble)
        trouble = _posted(cast("Post", message), outlet, errand.patience)
        return replace(outcome, sent=trouble is None, trouble=_masked(trouble, outlet))
    except MachineError as error:
        return replace(outcome, trouble=_masked(error.what, outlet))


def _mailed(letter: EmailMessage, box: Mailbox, patience: Patience) -> Said | None:
    """Who of several the server would not take. Raises MachineError where it took none."""
    from ledger.store import mailing

    refused = mailing.send(letter, box, patience)
    return say("notify.mail-partly", addresses=refused) if refused else None


def _posted(post: Post, robot: Robot, patience: Patience) -> Said | None:
    """Why the message was not taken; None where it was. Raises MachineError where nobody answers."""
    from ledger.store import posting

    answer = posting.post(post.url, post.body, post.headers, patience)
    module = cast("_Robot", import_module(f"ledger.formats.messages.{robot.channel}"))
    return module.refusal(answer.status, answer.body)


def _masked(said: Said | None, outlet: Outlet) -> Said | None:
    """The sentence without a secret, should the answer have repeated one."""
    if said is None:
        return None
    return Said(said.key, {name: _without(value, outlet) for name, value in said.fill.items()})


def _without(value: object, outlet: Outlet) -> object:
    if not isinstance(value, str):
        return value
    for secret in sorted(outlet.secrets, key=len, reverse=True):
        value = value.replace(secret, "***")
    return value
