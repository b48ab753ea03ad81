"""What is told of a finding in every format: in the reader's words, clean, the same everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from ledger.errors import Said, say
from ledger.formats.findings.clean import plain
from ledger.model.finding import KINDS, Checked, Finding, Kind

SETTINGS = "ledger.toml"
"""Where a finding is shown that stands in no file: GitLab and GitHub take none without one."""

_LEVELS: dict[Kind, str] = {"due-soon": "warning", "stale": "warning", "notice": "note"}


def level(one: Finding) -> str:
    """`error`, `warning` or `note`, by what it is; whether it fails the check is another question."""
    return _LEVELS.get(one.kind, "error")


def dated(one: Finding) -> bool:
    """Whether it is about a day: how late it is, or how near, belongs to it."""
    return one.kind in {"overdue", "due-soon"} and one.due is not None


def _told_by_its_day(one: Finding) -> bool:
    """Whether the issue's title and the day say it all: of a milestone or a measure, the text says which."""
    path = one.problem.path
    return dated(one) and one.problem.rule != "behind" and path[1:2] != ("measures",) and "milestones" not in path


def outcome(checked: Checked) -> Said:
    """Whether the check passed; of an empty ledger nothing is to be acted on, and yet it didn't."""
    code, failing = checked.exit_code, len(checked.failing)
    if not code:
        return say("check.passes")
    return say("check.fails", count=failing, code=code) if failing else say("check.fails-empty", code=code)


@dataclass(frozen=True, slots=True)
class Teller:
    """Findings in a reader's language."""

    say_text: Callable[[Said], str]
    folder: str = ""
    """The ledger's, in its repository."""

    def word(self, key: str) -> str:
        """A sentence without blanks."""
        return self.text(Said(key))

    def text(self, said: Said) -> str:
        """Any message, clean."""
        return plain(self.say_text(said))

    def kind(self, kind: Kind) -> str:
        """What it is, in a word."""
        return self.text(say(f"kind.{kind}"))

    def file(self, one: Finding) -> str:
        """The file to show it in, from the top of the repository."""
        return "/".join(part for part in (self.folder, one.place.file if one.place else SETTINGS) if part)

    def named(self, one: Finding) -> str:
        """The issue's id and title; the file for what belongs to none. No line: a name stays from night to night."""
        return plain(f"{one.issue} {one.title}") or plain(self.file(one))

    def units(self, one: Finding) -> str:
        """Everybody who answers for it."""
        return "、".join(plain(unit) for unit in one.units)

    def unit(self, name: str) -> str:
        """A unit's name as a heading, or a word for nobody."""
        return plain(name) or self.word("check.no-unit")

    def lateness(self, one: Finding) -> str:
        """How late, or how many days are left; empty for what is not about a day."""
        if not dated(one):
            return ""
        if one.days_late:
            return self.text(say("check.late", days=one.days_late, working=one.working_days_late))
        return "" if one.days_left is None else self.text(say("check.left", days=one.days_left))

    def message(self, one: Finding) -> str:
        """What was found, and what was probably meant; empty where the day has said it."""
        if _told_by_its_day(one):
            return ""
        word = one.problem.suggestion
        return self.text(one.text) + (self.text(say("did-you-mean", word=word)) if word else "")

    def excuse(self, one: Finding) -> str:
        """Why it may stand for now; empty where nobody said so."""
        why = one.waiver
        if why is None:
            return ""
        return self.text(say("check.waiver", expires=why.expires, by=one.excused_by or why.by, reason=why.reason))

    def command(self, one: Finding) -> str:
        """What would help, as it is typed."""
        return self.text(one.command) if isinstance(one.command, Said) else plain(one.command)

    def chained(self, *parts: str) -> str:
        """Parts of a line, those that there are."""
        return self.say_text(say("finding.between")).join(part for part in parts if part)

    def whole(self, one: Finding) -> str:
        """Everything but its name and its place, in a line."""
        parts = (
            " ".join((self.units(one), plain(one.person))).strip(),
            self.text(say("check.due", due=one.due)) if one.due and dated(one) else "",
            self.lateness(one),
            self.message(one),
            self.excuse(one),
            self._advice(one),
        )
        return self.chained(*parts)

    def _advice(self, one: Finding) -> str:
        """What would help; empty where the message has named it already."""
        command = self.command(one)
        return self.text(say("check.command", command=command)) if command and command not in self.message(one) else ""

    def totals(self, checked: Checked) -> str:
        """How much was looked at, on which day, what of it, and how it was found."""
        looked = say("finding.looked", issues=checked.issues, day=checked.day)
        told = [self.text(looked if checked.issues else say("check.nothing")), self._counted(checked)]
        if checked.selection:
            told.append(self.text(say("finding.selection", selection=checked.selection, count=checked.selected)))
        if checked.gone is not None:
            told.append(self._compared(checked, len(checked.gone)))
        if checked.uncovered_years:
            told.append(self.text(say("workdays.no_table", years=checked.uncovered_years)))
        sentences = " ".join(part for part in (*told, self.text(outcome(checked))) if part)
        return sentences.replace("。 ", "。")  # between Chinese sentences stands no blank

    def _counted(self, checked: Checked) -> str:
        """How many of each kind count."""
        counts = Counter(one.kind for one in checked.listed if one.waiver is None)
        told = [
            self.text(say("finding.count", kind=say(f"kind.{kind}"), count=counts[kind]))
            for kind in KINDS
            if counts[kind]
        ]
        excused = sum(one.waiver is not None for one in checked.listed)
        told += [self.text(say("finding.excused", count=excused))] if excused else []
        return self.text(say("finding.counts", counts=tuple(told))) if told else ""

    def _compared(self, checked: Checked, gone: int) -> str:
        known = sum(one.known for one in checked.findings)
        return self.text(say("check.compared", new=len(checked.findings) - known, known=known, gone=gone))
