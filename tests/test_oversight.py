"""约谈, 通报, 挂牌督办 and their lifting; 问责, which nothing public tells of; 领导包案."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document

import build
import house
from ledger.model.acts import Accountability, Escalation, Voiding
from ledger.model.answering import candidate
from ledger.model.book import Described
from ledger.model.casebook import level_of
from ledger.model.policy import Answering
from ledger.model.schedule import situation
from ledger.model.values import Record
from ledger.store import books

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PLATE = (
    "supervise",
    "add",
    "ISSUE-001",
    "挂牌督办",
    "--level",
    "省",
    "--why",
    "逾期未完成",
    "--document",
    "某环督〔2026〕3号",
)
BLAME = ("accountability", "add", "ISSUE-001", "--kind", "诫勉", "--post", "分管副局长", "--number", "2",
         "--of", "县水务局", "--authority", "县纪委监委", "--as", "zhang")  # fmt: skip


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


def shown(ledger: Run, number: str, field: str, *more: str) -> Any:  # noqa: ANN401 - whatever the record holds
    return json.loads(ledger("show", number, "--json", *more).stdout)["issue"].get(field, [])


@pytest.mark.usefixtures("place")
def test_what_is_supervised_stands_until_it_is_lifted(ledger: Run) -> None:
    assert ledger(*PLATE, "--due", "2026-05-10", "--as-of", "2026-05-01", "--as", "zhang").returncode == 0
    (act,) = shown(ledger, "ISSUE-001", "escalations")
    assert (act["kind"], act["level"], act["date"], act["due"], act["unit"]) == (
        "挂牌督办", "省", "2026-05-01", "2026-05-10", "县水务局"
    )  # fmt: skip
    assert "unlifted" not in ledger("check", "--brief", "--as-of", "2026-05-10").stdout
    assert "unlifted" in ledger("check", "--brief").stdout
    assert "1 项，过期未解除 1 项" in ledger("supervise", "list").stdout
    assert ledger("supervise", "lift", "ISSUE-001", "--why", "某环督〔2026〕9号", "--as", "zhang").returncode == 0
    assert "unlifted" not in ledger("check", "--brief").stdout
    assert "0 项" in ledger("supervise", "list").stdout
    assert "已解除" in ledger("supervise", "list", "--all").stdout
    (before,) = shown(ledger, "ISSUE-001", "escalations", "--as-of", "2026-05-19")
    assert "lifted_on" not in before  # the day before nobody knew
    assert "lifting" not in before
    again = ledger("supervise", "lift", "ISSUE-001", "--why", "再次", "--as", "zhang")
    assert (again.returncode, "没有尚未解除" in again.stderr) == (4, True)


@pytest.mark.parametrize(
    ("more", "code", "why"),
    [
        (("--due", "2026-05-10", "--as", "zhang"), 2, "2026-05-10 在它之前"),
        (("--as", "qian"), 4, "县水务局"),
        (("--as", "li"), 4, "督导"),
        (("--as", "nobody"), 4, "nobody"),
    ],
)
def test_supervision_is_for_others_than_the_doers(
    place: Path, ledger: Run, more: tuple[str, ...], code: int, why: str
) -> None:
    before = house.contents(place)
    done = ledger(*PLATE, *more)
    assert (done.returncode, why in done.stderr) == (code, True), done.stderr
    assert house.contents(place) == before


@pytest.mark.usefixtures("place")
def test_an_interview_is_over_when_it_has_been_held(ledger: Run) -> None:
    assert ledger("supervise", "add", "ISSUE-001", "约谈", "--why", "进度滞后", "--as", "zhang").returncode == 0
    assert "0 项" in ledger("supervise", "list").stdout
    assert "已办" in ledger("supervise", "list", "--all").stdout


@pytest.mark.usefixtures("place")
def test_a_decision_is_put_on_record_by_post(ledger: Run) -> None:
    named = [word if word != "分管副局长" else "副局长李四" for word in BLAME]
    refused = ledger(*named)
    assert (refused.returncode, "只写职务" in refused.stderr) == (2, True)
    assert ledger(*BLAME, "--decided", "2026-05-06").returncode == 0
    (one,) = shown(ledger, "ISSUE-001", "accountability")
    assert (one["authority"], one["number"], one["date"]) == ("县纪委监委", 2, "2026-05-06")
    assert "1 次问责，2 人次" in ledger("accountability", "list").stdout
    unknown = ledger(*BLAME, "--case", "ZR-009")
    assert unknown.returncode == 3


@pytest.mark.usefixtures("place")
def test_a_case_that_was_handed_over_is_linked_to_its_finding(ledger: Run) -> None:
    assert ledger("book", "add", "责任追究").returncode == 0
    new = (
        "new",
        "某湖围垦失察",
        "--book",
        "责任追究",
        "--set",
        "移交文号=移〔2026〕1号",
        "--set",
        "移交日期=2026-05-01",
    )
    made = ledger(*new, "--as", "zhang")
    assert made.returncode == 0, made.stderr
    assert ledger(*BLAME, "--case", "ZR-001").returncode == 0
    assert "ZR-001" in ledger("accountability", "list").stdout


SECRETS = ("诫勉", "分管副局长", "县纪委监委", "问责")


def test_nothing_public_tells_of_it(place: Path, ledger: Run) -> None:
    assert ledger(*BLAME).returncode == 0
    done = ledger("site", "out", "--public")
    assert done.returncode == 0, done.stderr
    pages = "\n".join(one.read_text("utf-8") for one in (place / "out").rglob("*") if one.suffix in {".html", ".json"})
    assert "红旗河水质超标" in pages
    assert [word for word in SECRETS if word in pages] == []
    assert ledger("publicize", "ISSUE-003", "--start", "2026-05-20", "--days", "5", "--as", "wang").returncode == 0
    ledger(*("accountability", "add", "ISSUE-003", *BLAME[3:]))
    papers = {
        "公示": ("write", "公示", "ISSUE-003"),
        "一览表": ("write", "边督边改公开情况一览表", "--batch", "第21批"),
    }
    for name, call in papers.items():
        path = place.parent / f"{name}.docx"
        written = ledger(*call, "--out", str(path))
        assert written.returncode == 0, written.stderr
        word = Document(str(path))
        said = "\n".join(cell.text for table in word.tables for row in table.rows[1:] for cell in row.cells)
        said += "\n".join(one.text for one in word.paragraphs)
        assert [secret for secret in SECRETS if secret in said] == [], name


@pytest.mark.usefixtures("place")
def test_the_issues_of_a_leader_are_counted_together(ledger: Run) -> None:
    for number in ("ISSUE-001", "ISSUE-002"):
        done = ledger("edit", number, "--set", "plan.leader=zhao", "--why", "领导包案", "--as", "zhang")
        assert done.returncode == 0, done.stderr
    found = json.loads(ledger("leaders", "--json").stdout)["leaders"]
    assert [(one["leader"], one["total"], one["overdue"], one["issues"]) for one in found] == [
        ("某甲", 2, 1, ["ISSUE-001", "ISSUE-002"])
    ]


# --- who may have to answer (整改不力追责) ---


@pytest.mark.parametrize(
    ("late", "cards", "step"),
    [
        (59, 0, None),
        (60, 0, "约谈"),
        (179, 1, "约谈"),
        (180, 0, "移交问责"),
        (0, 1, None),
        (0, 2, "约谈"),
        (0, 4, "移交问责"),
    ],
)
def test_an_issue_is_a_candidate_from_the_threshold_on(late: int, cards: int, step: str | None) -> None:
    issue = build.started()
    day = build.DUE + timedelta(days=late)
    card = Escalation(kind="约谈", date=build.DUE, by="zhang", reason="逾期", card="红")
    issue = issue.model_copy(update={"escalations": (card,) * cards})
    found = candidate(issue, situation(issue, day, build.OFFICE), Answering())
    assert (found and found.step) == step


def test_no_threshold_means_no_candidate_and_a_void_issue_is_none() -> None:
    issue, day = build.started(), build.DUE + timedelta(days=400)
    nobody = Answering(talk_days=0, case_days=0, talk_cards=0, case_cards=0)
    assert candidate(issue, situation(issue, day, build.OFFICE), nobody) is None
    gone = issue.model_copy(update={"void": Voiding(date=day, by="zhang", why="重复登记")})
    assert candidate(gone, situation(issue, day, build.OFFICE), Answering()) is None


def test_the_candidates_are_told_with_their_reasons_and_nothing_is_written(place: Path, ledger: Run) -> None:
    assert ledger("accountability", "due").stdout.startswith("0 件到了界限"), "50 days late are not 60"
    supervised = ("--due", "2026-06-30", "--why", "久拖不决", "--as", "zhang")
    assert ledger("supervise", "add", "1", "挂牌督办", *supervised).returncode == 0
    assert ledger("supervise", "add", "1", "约谈", "--why", "滞后", "--as", "zhang").returncode == 0
    before = house.contents(place)
    done = ledger("accountability", "due", "--as-of", "2026-07-10")
    assert done.returncode == 1
    for words in ("约谈", "时限 2026-03-31 已过 101 天", "挂牌督办限期 2026-06-30 已过，没有解除", "约谈 2026-05-20"):
        assert words in done.stdout, done.stdout
    told = json.loads(ledger("accountability", "due", "--as-of", "2026-09-30", "--json").stdout)["candidates"]
    assert [(one["issue"], one["suggested"], one["days_late"]) for one in told if one["issue"] == "ISSUE-001"] == [
        ("ISSUE-001", "移交问责", 183)
    ]
    (place / "ledger.toml").write_text(house.SETTINGS + "[accountability]\ntalk_days = 40\n", "utf-8")
    assert "ISSUE-001" in ledger("accountability", "due").stdout
    (place / "ledger.toml").write_text(house.SETTINGS, "utf-8")
    assert house.contents(place) == before


@pytest.mark.usefixtures("place")
def test_the_same_entry_is_not_made_twice(ledger: Run) -> None:
    """It would be counted, and punished, twice."""
    talk = ("supervise", "add", "ISSUE-001", "约谈", "--why", "进度滞后", "--as", "zhang")
    assert ledger(*talk).returncode == 0
    again = ledger(*talk)
    assert (again.returncode, "已有同样一条约谈" in again.stderr) == (6, True)
    assert ledger(*talk, "--document", "某环函〔2026〕4号").returncode == 0
    assert ledger(*talk, "--date", "2026-05-19").returncode == 0
    assert ledger(*BLAME).returncode == 0
    assert ledger(*BLAME).returncode == 6
    other = [word if word != "分管副局长" else "河湖科科长" for word in BLAME]
    assert ledger(*other).returncode == 0


def test_an_entry_made_by_mistake_is_taken_back_and_counts_no_more(place: Path, ledger: Run) -> None:
    eve = ("--as-of", "2026-05-19")
    ledger(*PLATE, "--due", "2026-05-10", "--date", "2026-05-01", "--as", "zhang", *eve)
    ledger(*BLAME, "--decided", "2026-05-06", *eve)
    before = json.loads(ledger("score", "--json", *eve).stdout)["scores"]
    assert {"挂牌督办", "问责", "挂牌过期未解除"} <= {it["on"] for one in before for it in one["reasons"]}
    back = ("--why", "登记到别的问题上了", "--as", "zhang")
    assert ledger("supervise", "withdraw", "ISSUE-001", "--kind", "挂牌督办", *back).returncode == 0
    assert ledger("accountability", "withdraw", "ISSUE-001", "--kind", "诫勉", *back).returncode == 0
    nothing = ledger("supervise", "withdraw", "ISSUE-001", "--kind", "挂牌督办", *back)
    assert (nothing.returncode, "没有这样一条" in nothing.stderr) == (4, True)
    assert "0 项" in ledger("supervise", "list", "--all").stdout
    assert "0 次问责，0 人次" in ledger("accountability", "list").stdout
    assert "unlifted" not in ledger("check", "--brief").stdout
    kinds = {it["on"] for one in json.loads(ledger("score", "--json").stdout)["scores"] for it in one["reasons"]}
    assert kinds.isdisjoint({"挂牌督办", "问责", "挂牌过期未解除"})
    # The day before it stood, the file keeps it with the reason, and the step is signed.
    assert json.loads(ledger("score", "--json", *eve).stdout)["scores"] == before
    kept = (place / "issues/ISSUE-001.yaml").read_text("utf-8")
    assert kept.count("withdrawn_on: 2026-05-20") == 2
    assert [step["move"] for step in shown(ledger, "ISSUE-001", "history")][-2:] == ["withdraw", "account"]


@pytest.mark.usefixtures("place")
def test_which_of_several_is_taken_back_has_to_be_said(ledger: Run) -> None:
    for day in ("2026-05-18", "2026-05-19"):
        ledger("supervise", "add", "ISSUE-001", "约谈", "--date", day, "--why", "进度滞后", "--as", "zhang")
    back = ("supervise", "withdraw", "ISSUE-001", "--kind", "约谈", "--why", "重复", "--as", "zhang")
    refused = ledger(*back)
    assert (refused.returncode, "2026-05-18" in refused.stderr) == (4, True)
    assert ledger(*back, "--date", "2026-05-18").returncode == 0
    left = [one["date"] for one in shown(ledger, "ISSUE-001", "escalations") if "withdrawn_on" not in one]
    assert left == ["2026-05-19"]


@pytest.mark.usefixtures("place")
def test_supervision_begins_on_the_day_that_is_said_and_a_level_is_a_level(ledger: Run) -> None:
    done = ledger(*[word if word != "省" else "省级" for word in PLATE], "--start", "2026-05-01", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    (act,) = shown(ledger, "ISSUE-001", "escalations")
    assert (act["level"], act["date"]) == ("省", "2026-05-01")
    assert ledger(*PLATE, "--date", "2026-05-21", "--as", "zhang").returncode == 2
    assert ledger(*PLATE, "--date", "2026-01-03", "--as", "zhang").returncode == 2


CASE = ("new", "某湖围垦失察", "--book", "责任追究", "--set", "移交文号=移〔2026〕1号", "--set", "移交日期=2026-05-01",
        "--set", "责任单位=县水务局", "--set", "整改时限=2026年5月25日前", "--as", "zhang")  # fmt: skip
PLATED = ("new", "某河直排挂牌", "--book", "挂牌督办", "--set", "挂牌文号=某环督〔2026〕5号", "--set", "挂牌单位=省厅",
          "--set", "督办级别=省", "--set", "挂牌日期=2026-05-08", "--set", "责任单位=县水务局",
          "--set", "整改时限=2026年6月底前", "--as", "zhang")  # fmt: skip
SANCTION = ("问责方式=诫勉", "问责人数=2", "决定机关=县纪委监委", "决定日期=2026-05-18", "责任人及职务=分管副局长")


@pytest.fixture
def booked(place: Path, ledger: Run) -> Path:
    """The small ledger with a case and a 挂牌督办 in books of their own."""
    for name in ("责任追究", "挂牌督办"):
        assert ledger("book", "add", name).returncode == 0
    for call in (CASE, PLATED):
        done = ledger(*call)
        assert done.returncode == 0, done.stderr
    return place


@pytest.mark.usefixtures("booked")
def test_what_stands_in_a_book_of_its_own_is_told_with_the_rest(ledger: Run) -> None:
    (plate,) = json.loads(ledger("supervise", "list", "--json").stdout)["supervised"]
    told = {key: plate[key] for key in ("issue", "kind", "level", "date", "due", "unit", "document", "state")}
    assert told == {"issue": "GP-001", "kind": "挂牌督办", "level": "省", "date": "2026-05-08", "due": "2026-06-30",
                    "unit": "县水务局", "document": "某环督〔2026〕5号", "state": "standing"}  # fmt: skip
    assert "省级" in ledger("show", "GP-001").stdout  # in the words of its book
    assert "过期未解除 1 项" in ledger("supervise", "list", "--as-of", "2026-07-01").stdout
    reasons = json.loads(ledger("score", "--json").stdout)["scores"]
    assert [it["issue"] for one in reasons for it in one["reasons"] if it["on"] == "挂牌督办"] == ["GP-001"]
    # A case is told from the day that it is there, its decision when there is one, and once.
    assert "0 次问责，0 人次；1 件还没有决定" in ledger("accountability", "list").stdout
    sets = [part for one in SANCTION for part in ("--set", one)]
    done = ledger("edit", "ZR-001", *sets, "--why", "决定", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    (one,) = json.loads(ledger("accountability", "list", "--json").stdout)["decisions"]
    assert (one["issue"], one["kind"], one["number"], one["date"], one["post"]) == (
        "ZR-001", "诫勉", 2, "2026-05-18", "分管副局长"
    )  # fmt: skip
    assert ledger(*BLAME, "--case", "ZR-001").returncode == 0
    assert "1 次问责，2 人次；0 件" in ledger("accountability", "list").stdout


@pytest.mark.usefixtures("booked")
def test_an_entry_that_names_a_case_hides_nobody_of_it(ledger: Run) -> None:
    def told(*more: str) -> str:
        return ledger("accountability", "list", *more).stdout

    sets = [part for one in SANCTION for part in ("--set", one)]
    assert ledger("edit", "ZR-001", *sets, "--why", "决定", "--as", "zhang").returncode == 0
    one = ("--kind", "诫勉", "--number", "1", "--case", "ZR-001", "--as", "zhang")
    assert ledger("accountability", "add", "ISSUE-001", "--post", "科长", *one).returncode == 0
    assert "1 次问责，2 人次；0 件" in told()
    assert "ZR-001（案件记 2 人，登记合 1 人）" in told()
    rows = json.loads(told("--json"))["decisions"]
    assert {row["issue"]: (row["counted"], row["case_persons"], row["linked_persons"]) for row in rows} == {
        "ZR-001": (True, 2, 1), "ISSUE-001": (False, 2, 1),
    }  # fmt: skip
    assert "case-persons" in ledger("check", "--brief").stdout
    # With the second person written down the entries say it all; a third is told, too.
    assert ledger("accountability", "add", "ISSUE-003", "--post", "股长", *one).returncode == 0
    assert "2 次问责，2 人次；0 件" in told()
    assert "案件记" not in told()
    assert "case-persons" not in ledger("check", "--brief").stdout
    assert "1 次问责，2 人次" in told("--book", "责任追究"), "who asks for the cases gets them"
    assert ledger("accountability", "add", "ISSUE-002", "--post", "站长", *one).returncode == 0
    assert "3 次问责，3 人次" in told()
    assert "案件记 2 人，登记合 3 人" in told()
    for number in ("ISSUE-001", "ISSUE-002", "ISSUE-003"):
        back = ("--kind", "诫勉", "--why", "登记错误", "--as", "zhang")
        assert ledger("accountability", "withdraw", number, *back).returncode == 0
    assert "1 次问责，2 人次；0 件" in told()
    assert "案件记" not in told()


def test_a_case_is_an_issue_of_a_book_of_cases(booked: Path, ledger: Run) -> None:
    for number in ("GP-001", "ISSUE-003", "ISSUE-001"):
        refused = ledger(*BLAME, "--case", number)
        assert (refused.returncode, f"{number} 不是责任追究案件" in refused.stderr) == (2, True)
        assert "这些台账里的：责任追究" in refused.stderr
    assert ledger(*BLAME, "--case", "ZR-001").returncode == 0
    assert "not-a-case" not in ledger("check", "--brief").stdout
    path = booked / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("case: ZR-001", "case: GP-001"), "utf-8")
    assert "not-a-case" in ledger("check", "--brief").stdout


@pytest.mark.usefixtures("place")
def test_where_no_book_holds_cases_the_refusal_says_how_to_add_one(ledger: Run) -> None:
    refused = ledger(*BLAME, "--case", "ISSUE-003")
    assert (refused.returncode, "ledger book add 责任追究" in refused.stderr) == (2, True)


@pytest.mark.usefixtures("booked")
def test_a_case_is_no_candidate_for_being_handed_over(ledger: Run) -> None:
    late = json.loads(ledger("accountability", "due", "--as-of", "2027-05-20", "--json").stdout)["candidates"]
    assert {"ISSUE-001", "GP-001"} <= {one["issue"] for one in late}
    assert "ZR-001" not in {one["issue"] for one in late}


@pytest.mark.usefixtures("booked")
def test_a_month_proposes_the_same_cards_wherever_it_is_told(ledger: Run, tmp_path: Path) -> None:
    month = ("--month", "2026-05", "--as-of", "2026-06-20", "--json")

    def cards(*more: str) -> list[str]:
        return sorted(row["id"] for row in json.loads(ledger(*more).stdout)["parts"]["cards"]["rows"])

    judged = json.loads(ledger("escalate", *month).stdout)
    proposed = sorted(one["id"] for one in judged["issues"] if one.get("kind"))
    assert len(proposed) == judged["proposed"] > 0
    files = [f"--{form}={tmp_path / form}.{form}" for form in ("docx", "xlsx", "md")]
    at_terminal, written = (json.loads(ledger("dispatch", *month, *more).stdout) for more in ((), files))
    assert {**at_terminal, "files": {}} == {**written, "files": {}}
    assert cards("dispatch", *month) == proposed
    assert "ZR-001" not in proposed
    assert cards("dispatch", *month, "--book", "责任追究") == ["ZR-001"], "who asks for the book gets its cards"


def test_a_book_of_cases_takes_no_names_either(booked: Path, ledger: Run) -> None:
    refused = ledger("edit", "ZR-001", "--set", "责任人及职务=李四（副局长）", "--why", "补", "--as", "zhang")
    assert (refused.returncode, "只写职务" in refused.stderr) == (2, True)
    path = booked / "issues/责任追究/ZR-001.yaml"
    text = path.read_text("utf-8").replace("attributes:\n", "attributes:\n  责任人及职务: 李四\n")
    path.write_text(text, "utf-8")
    assert "named-person" in ledger("check", "--brief").stdout


def test_a_book_that_reads_an_act_off_a_field_it_has_not_is_told_at_its_line(place: Path, ledger: Run) -> None:
    head = "title: 挂牌清单\nprefix: GQ\nrecord: [{name: 挂牌日期, kind: day}]\nsupervision: {date: 挂牌日}\n"
    house.put(place / "templates/books/挂牌清单.yaml", head.encode())
    assert "templates/books/挂牌清单.yaml:4:21" in ledger("validate", "--brief").stdout


def test_the_sanctions_and_levels_of_the_books_are_those_of_the_entries() -> None:
    def words(book: str, field: str) -> list[str]:
        found = books.load(Path("/nowhere"), book)
        assert isinstance(found, Described)
        return next(list(one.words) for one in found.record if one.name == field)

    def allowed(model: type[Record], field: str) -> list[str]:
        return list(model.model_json_schema()["properties"][field]["enum"])

    assert words("责任追究", "问责方式") == allowed(Accountability, "kind")
    levels = Escalation.model_json_schema()["properties"]["level"]["anyOf"][0]["enum"]
    assert [level_of(one) for one in words("挂牌督办", "督办级别")] == levels


def every_byte(place: Path) -> str:
    """What stands in the files of a folder, those in packed files too."""
    said = []
    for path in (one for one in place.rglob("*") if one.is_file()):
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                parts = [packed.read(name) for name in packed.namelist()]
        said += [path.name, *(part.decode("utf-8", "replace") for part in parts)]
    return "\n".join(said)


INSIDE = ("ZR-001", "某湖围垦失察", "责任追究", "移〔2026〕1号", "问责方式")
OUTGOING = (
    ("export", "{0}/分发", "--split", "unit"),
    ("write", "月报", "--month", "2026-05", "--out", "{0}/月报.docx"),
    ("write", "目标责任书", "--unit", "县水务局", "--out", "{0}/责任书.docx"),
    ("dispatch", "--month", "2026-05", "--docx", "{0}/月.docx", "--xlsx", "{0}/月.xlsx", "--md", "{0}/月.md"),
    ("escalate", "--month", "2026-05", "--letters", "{0}/函件"),
)


@pytest.mark.parametrize("call", OUTGOING, ids=lambda call: f"{call[0]} {call[2]}")
def test_nothing_that_leaves_the_office_names_a_case(
    booked: Path, ledger: Run, tmp_path: Path, call: tuple[str, ...]
) -> None:
    out = tmp_path / "发出"
    out.mkdir()
    done = ledger(*(part.format(out) for part in call), "--as-of", "2026-06-20")
    assert done.returncode in {0, 1}, done.stderr  # 1: letters were written for what is only proposed
    said = every_byte(out)
    assert len(said) > 1000
    assert [word for word in INSIDE if word in said] == []
    assert "ZR-001" in ledger("list").stdout  # the office's own list has it
    assert booked.is_dir()


@pytest.mark.parametrize("call", OUTGOING, ids=lambda call: f"{call[0]} {call[2]}")
def test_who_asks_for_the_book_gets_its_cases(booked: Path, ledger: Run, tmp_path: Path, call: tuple[str, ...]) -> None:
    out = tmp_path / "发出"
    out.mkdir()
    ledger(*(part.format(out) for part in call), "--book", "责任追究", "--as-of", "2026-06-20")
    assert "某湖围垦失察" in every_byte(out), booked
