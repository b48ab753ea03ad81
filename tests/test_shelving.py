"""Which book a number and a word belong to: none is taken for another, and what is in no book is never public."""

from __future__ import annotations

from pathlib import Path

import pytest

import booked
from conftest import Run
from ledger.store.provided import SHIPPED


@pytest.fixture
def office(ledger: Run, tmp_path: Path) -> Path:
    """A ledger with a finding and a sanction."""
    root = tmp_path / "ledger"
    assert ledger("init", str(root), "--book", "责任追究").returncode == 0
    booked.registers(root)
    assert ledger("new", "煤堆未覆盖", "--as", "zhang", cwd=root).returncode == 0
    given = ("--set", "移交文号=环督〔2026〕3号", "--set", "移交日期=2026-05-06")
    assert ledger("new", "某甲失职", "--book", "责任追究", *given, "--as", "zhang", cwd=root).returncode == 0
    return root


def _without_books(root: Path) -> None:
    settings = root / "ledger.toml"
    settings.write_text(settings.read_text("utf-8").partition("[books")[0], "utf-8")


def _pages(root: Path) -> set[str]:
    return {path.name for path in (root / "out/issues").glob("*.html")}


def test_what_no_book_has_the_prefix_of_is_told_and_never_public(ledger: Run, office: Path) -> None:
    _without_books(office)
    done = ledger("site", "out", "--public", cwd=office)
    assert (done.returncode, _pages(office)) == (0, {"ISSUE-001.html"})
    assert "ZR-001" in done.stderr
    assert "某甲失职" not in "".join(path.read_text("utf-8") for path in office.glob("out/**/*.html"))
    for command in ("validate", "check"):
        told = ledger(command, cwd=office)
        assert told.returncode == 1
        assert "issues/责任追究/ZR-001.yaml:2:" in told.stdout
        assert "former_prefixes" in told.stdout
    assert ledger("validate", "ZR-001", cwd=office).returncode == 1


def test_nor_is_it_public_over_several_ledgers(ledger: Run, office: Path) -> None:
    _without_books(office)
    done = ledger("rollup", ".", "--site", "out", "--public", cwd=office)
    assert done.returncode == 0, done.stderr
    assert "ZR-001" in done.stderr
    assert not any("ZR-001" in path.name for path in office.glob("out/**/*"))


def test_the_numbers_that_the_ledger_gave_before_are_its_own(ledger: Run, office: Path) -> None:
    settings = office / "ledger.toml"
    text = settings.read_text("utf-8").replace("[ledger]\n", '[ledger]\nprefix = "DC"\n')
    settings.write_text(text, "utf-8")
    assert ledger("validate", cwd=office).returncode == 1
    settings.write_text(text.replace("[ledger]\n", '[ledger]\nformer_prefixes = ["ISSUE"]\n'), "utf-8")
    assert ledger("validate", cwd=office).returncode == 0
    assert ledger("site", "out", "--public", cwd=office).returncode == 0
    assert _pages(office) == {"ISSUE-001.html"}
    assert ledger("new", "雨污混接", "--as", "zhang", cwd=office).stdout.split()[0] == "DC-001"


@pytest.mark.parametrize("line", ["public: true", "# 说明里不写 public，就是公开"])
def test_who_makes_sanctions_public_is_told_so(ledger: Run, office: Path, line: str) -> None:
    shipped = (SHIPPED / "ledger/templates/books/责任追究.yaml").read_text("utf-8")
    own = office / "templates/books/责任追究.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(shipped.replace("public: false", line), "utf-8")
    for done in (ledger("check", cwd=office), ledger("site", "out", "--public", cwd=office)):
        assert "templates/books/责任追究.yaml:" in done.stdout + done.stderr
        assert "public: false" in done.stdout + done.stderr
