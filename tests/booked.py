"""A book lived through: everything that its description asks for is done, by whoever may, on the way to 销号."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from subprocess import CompletedProcess

import house
from ledger.model.attribute import Attribute, Moment
from ledger.model.book import Book
from ledger.model.procedure import Gate, Procedure
from ledger.store.workspace import Workspace

Run = Callable[..., "CompletedProcess[str]"]
VALUES = {"text": "第一号", "number": "12.5", "day": "2026-05-06", "object": "宏达化工"}


def registers(root: Path) -> None:
    """People and units who can do the work, accept it and close it."""
    (root / "people.yaml").write_text(house.PEOPLE, "utf-8")
    (root / "units.yaml").write_text(house.UNITS, "utf-8")


def value(attribute: Attribute) -> str:
    """Something that does for a field."""
    return next(iter(attribute.must or attribute.words), None) or VALUES[attribute.kind]


@dataclass
class Life:
    """One issue of a book, and the day that it has come to."""

    run: Run
    root: Path
    book: Book
    day: date = date(2026, 5, 6)
    id: str = ""

    def call(self, *words: str, code: int = 0) -> str:
        """What a command says on the day; it ends with `code`."""
        done = self.run(*words, cwd=self.root, env={"LEDGER_TODAY": self.day.isoformat()})
        assert done.returncode == code, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
        return done.stdout

    def settings(self, moment: Moment, gate: str | None = None) -> list[str]:
        """The fields that are needed by a moment, or before a gate."""
        record = self.book.described.record
        wanted = [one for one in record if (one.gate == gate if gate else one.needed == moment)]
        return [word for one in wanted for word in ("--set", f"{one.name}={value(one)}")]

    def state(self) -> str:
        """What the list calls its state."""
        (line,) = [one for one in self.call("list").splitlines() if one.startswith(self.id)]
        return line.split()[1]

    def begin(self, title: str = "红旗河一号点") -> None:
        for one in self.book.things:
            if not (self.root / f"objects/{value(one)}.yaml").exists():
                self.call("object", "new", value(one), "--kind", one.of or "企业", "--as", "zhang")
        told = self.call("new", title, "--book", self.book.name, *self.settings("new"), "--as", "zhang", "--json")
        self.id = json.loads(told)["id"]

    def plan(self) -> None:
        plan = ("整改目标=完成整治", "责任单位=县水务局", "督导单位=市生态环境局", "责任人=某乙")
        plan = (*plan, "整改时限=2026年12月底前")
        words = [word for one in plan for word in ("--set", one)]
        self.call("edit", self.id, *words, "--measure", "完成整治", *self.settings("start"), "--as", "zhang")

    def start(self) -> None:
        self.call("start", self.id, "--as", "qian")

    def work(self) -> None:
        """The measures done, and a file of every kind that the dossier names."""
        self.call("progress", self.id, "--text", "已完成", "--measure", "1", "--as", "qian")
        kinds = [kind for item in self.way for kind in item]
        for kind in dict.fromkeys(("整改后照片", *kinds)):
            for number in (1, 2):
                file = self.root.parent / f"{kind}{number}.txt"
                file.write_text(f"{kind}{number}", "utf-8")
                self.call("evidence", "add", self.id, str(file), "--kind", kind, "--as", "zhang")
        if given := self.settings("verify"):
            self.call("edit", self.id, *given, "--as", "zhang")

    @property
    def way(self) -> tuple[tuple[str, ...], ...]:
        """The kinds of files that each item of the dossier may be shown by."""
        return tuple(item.kinds for item in self.procedure.dossier)

    @property
    def procedure(self) -> Procedure:
        """That of the book, or of the house."""
        return Workspace(self.root).office.keeping(self.book).procedure

    def gates(self) -> None:
        """Every gate in its turn, up to 销号."""
        for gate in self.procedure.gates:
            self.passed(gate)

    def passed(self, gate: Gate) -> None:
        if given := self.settings("verify", gate.name):
            self.call("edit", self.id, *given, "--as", "zhang")
        paper = ("--document", "整改办〔2026〕7号")
        if gate.kind == "sign":
            who = "qian" if gate.among else "zhao" if gate.role == "审批" else "zhang"
            self.call("pass", self.id, gate.name, *(paper if gate.document else ()), "--as", who)
        elif gate.kind == "publicity":
            self.call("publicize", self.id, "--start", self.day.isoformat(), "--no-notice", "--as", "zhang")
            self.day += timedelta(days=60)
        elif gate.kind == "verify":
            standards = self.procedure.standards
            answers = [word for at in range(1, len(standards) + 1) for word in ("--standard", f"{at}=符合")]
            self.call("verify", self.id, *answers, "--as", "li")
        else:
            self.call("close", self.id, *paper, "--as", "wang")
