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


@pytest.mark.parametrize(
    ("settings", "line", "word"),
    [
        ("[books.main]\nof = '信访件'\n", 3, "main"),
        ("[books.'入河排污口']\n[books.PWK]\nof = '污染地块'\n", 4, "PWK"),
        ("[books.PWK]\nof = '污染地块'\n[books.'入河排污口']\n", 5, "PWK"),
        ("[books.'入河排污口']\n[books.'污染地块']\ntitle = '“入河排污口”'\n", 5, "“入河排污口”"),
        ("[books.'入河排污口']\n[books.'污染地块']\ntitle = 'issue'\n", 5, "issue"),
        ("[books.'入河排污口']\nprefix = 'A1'\n[books.'污染地块']\nprefix = 'A12'\n", 6, "A12"),
        ("[books.'入河排污口']\nprefix = 'ISSUE2'\n", 4, "ISSUE2"),
        ("former_prefixes = ['DC']\n[books.'入河排污口']\nprefix = 'DC'\n", 5, "DC"),
    ],
)
def test_every_word_and_every_number_belongs_to_one_book(
    ledger: Run, tmp_path: Path, settings: str, line: int, word: str
) -> None:
    (tmp_path / "ledger.toml").write_text(f"[ledger]\n\n{settings}", "utf-8")
    done = ledger("list", cwd=tmp_path)
    assert done.returncode == 2
    assert f"ledger.toml:{line}: books." in done.stderr
    assert word in done.stderr


def test_a_heading_in_chinese_is_to_be_quoted(ledger: Run, tmp_path: Path) -> None:
    (tmp_path / "ledger.toml").write_text("[ledger]\n[books.甲]\n", "utf-8")
    done = ledger("list", cwd=tmp_path)
    assert done.returncode == 2
    assert "ledger.toml:2:" in done.stderr
    assert '[books."入河排污口"]' in done.stderr


@pytest.fixture
def broken(ledger: Run, office: Path) -> Path:
    """The same, with an outfall; the description of sanctions can't be read."""
    assert ledger("book", "add", "入河排污口", cwd=office).returncode == 0
    given = [word for one in ("排口编码=HQ-1", "排口类型=工业排污口", "受纳水体=红旗河") for word in ("--set", one)]
    assert ledger("new", "一号口", "--book", "入河排污口", *given, "--as", "zhang", cwd=office).returncode == 0
    own = office / "templates/books/责任追究.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("title: 责任追究问题台账\nprefix: ZR\nstates: [甲, 乙]\npublic: false\n", "utf-8")
    return office


@pytest.mark.parametrize("words", [("list",), ("stats",), ("score",), ("today",), ("show", "PWK-001"),
                                   ("export", "out.xlsx"), ("list", "--book", "入河排污口")])  # fmt: skip
def test_a_description_with_a_fault_is_no_matter_of_the_other_books(
    ledger: Run, broken: Path, words: tuple[str, ...]
) -> None:
    done = ledger(*words, cwd=broken)
    assert done.returncode == 0, done.stderr
    assert "“责任追究”的说明有错" in done.stderr


def test_a_book_without_its_description_is_neither_written_to_nor_public(ledger: Run, broken: Path) -> None:
    assert ledger("edit", "PWK-001", "--set", "title=二号口", "--as", "zhang", cwd=broken).returncode == 0
    before = (broken / "issues/责任追究/ZR-001.yaml").read_bytes()
    for words in (("edit", "ZR-001", "--set", "title=某乙失职", "--as", "zhang"),
                  ("progress", "ZR-001", "--text", "已谈话", "--as", "zhang"),
                  ("evidence", "add", "ZR-001", "ledger.toml", "--as", "zhang"),
                  ("void", "ZR-001", "--why", "登记错了", "--as", "zhao")):  # fmt: skip
        done = ledger(*words, cwd=broken)
        assert done.returncode == 5, done.stdout + done.stderr
        assert "templates/books/责任追究.yaml:3:" in done.stderr
    assert (broken / "issues/责任追究/ZR-001.yaml").read_bytes() == before
    assert not [*broken.glob("evidence/ZR-001/*")]
    assert ledger("new", "某乙失职", "--book", "责任追究", "--as", "zhang", cwd=broken).returncode != 0
    told = ledger("check", cwd=broken)
    assert told.returncode == 5
    assert "总台账的问题没有登记项" not in told.stdout
    assert ledger("site", "out", "--public", cwd=broken).returncode == 0
    assert _pages(broken) == {"ISSUE-001.html", "PWK-001.html"}


def test_a_field_that_a_description_has_no_longer_is_taken_out_by_its_name(ledger: Run, office: Path) -> None:
    own = office / "templates/books/责任追究.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    shipped = (SHIPPED / "ledger/templates/books/责任追究.yaml").read_text("utf-8")
    own.write_text(shipped.replace("  - {name: 移交文号, needed: new}\n", ""), "utf-8")
    assert "--set 移交文号=" in ledger("check", cwd=office).stdout
    assert ledger("edit", "ZR-001", "--set", "移交文号=环督〔2026〕4号", "--as", "zhang", cwd=office).returncode == 2
    assert ledger("edit", "ZR-001", "--set", "移交文号=", "--as", "zhang", cwd=office).returncode == 0
    assert "移交文号" not in ledger("check", cwd=office).stdout
