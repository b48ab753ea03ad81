"""The bench measures what it says: a tiny ledger, one turn, no other programs."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import floors
import goals
import lives
import measuring
import peers
import plot
import pytest
import report
import results
import scenarios
import speed
from ledgers import Made, make
from measuring import Command, Cost, Measured, Probe, ProbeFailedError

ROOT = Path(__file__).parents[1]
DAY = "2026-06-15"
PYTHON = Cost(0.010, 0.020, 12.0)


def command(text: str, **more: object) -> Command:
    return Command((sys.executable, "-c", text), Path(), dict(os.environ), **more)  # type: ignore[arg-type]


def told_by(folder: Path, *words: str) -> tuple[int, str]:
    environment = {**os.environ, "LEDGER_TODAY": DAY, "LEDGER_LANG": "zh"}
    words = (sys.executable, "-m", "ledger", *words)
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def a_run(**cpu: float) -> results.Run:
    costs = {name.replace("_", " "): Cost(seconds, seconds, 50.0) for name, seconds in cpu.items()}
    return results.Run(10_000, DAY, "2 × a machine", costs, dict.fromkeys(costs, 9), {"todoman": "not there: todo"})


def a_goal(**more: object) -> goals.Goal:
    words = {"en": "a warm `list`", "zh": "热的 `list`"}
    return goals.Goal(words, "list", 1.25, floor="stat", beside=words, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    folder = tmp_path_factory.mktemp("bench") / "forty"
    return folder, make(folder, 40)


class TestLedgers:
    def test_a_ledger_is_sound_and_has_every_state(self, forty: tuple[Path, Made]) -> None:
        folder, made = forty
        code, said = told_by(folder, "check", "--json")
        kinds = {one["kind"] for one in json.loads(said)["findings"]}
        assert code in {0, 1}
        assert kinds <= {"overdue", "behind", "due-soon", "stale"}
        assert all(made.ids.values())
        assert made.count == 40
        assert 80 <= made.lines / made.count <= 120

    def test_its_chains_and_its_evidence_pass_the_audit(self, forty: tuple[Path, Made]) -> None:
        assert told_by(forty[0], "audit")[0] == 0

    def test_the_same_seed_and_number_give_the_same_issue(self) -> None:
        assert lives.live("ISSUE-007", 1) == lives.live("ISSUE-007", 1)
        assert lives.live("ISSUE-007", 1) != lives.live("ISSUE-007", 2)
        assert lives.live("ISSUE-007", 1).record["title"] != lives.live("ISSUE-008", 1).record["title"]


class TestMeasuring:
    def test_processor_time_is_that_of_the_process_and_its_children(self) -> None:
        busy = "sum(range(3_000_000))"
        idle, parent = (
            measuring.run(command("pass")),
            measuring.run(command(f"import os; os.fork() or {busy}; os.wait()")),
        )
        assert parent.cpu > idle.cpu

    def test_another_exit_code_is_a_failure_with_its_last_words(self) -> None:
        with pytest.raises(ProbeFailedError, match=r"exit 3 .*gone"):
            measuring.run(command("import sys; print('gone', file=sys.stderr); sys.exit(3)"))

    def test_what_is_kept_of_a_failure_names_no_folder_of_this_machine(self, tmp_path: Path) -> None:
        still = tmp_path / "still"
        still.mkdir()
        refused = f"import sys; print({str(tmp_path / '自家.xlsx')!r}, file=sys.stderr); sys.exit(5)"
        with pytest.raises(ProbeFailedError, match=r"^exit 5 自家\.xlsx$"):
            measuring.run(dataclasses.replace(command(refused), folder=still))

    def test_a_program_that_is_not_there_is_skipped_with_a_word(self) -> None:
        absent = Probe("absent", lambda _: Command(("no-such-program",), Path()))
        found = measuring.in_turns([absent, Probe("there", lambda _: command("pass"))], 2)
        assert found["absent"].missing == "not there: no-such-program"
        assert len(found["there"].costs) == 2

    def test_what_is_slow_is_not_repeated_beyond_its_budget(self) -> None:
        found = measuring.in_turns([Probe("slow", lambda _: command("pass"), budget=0.0)], 5)
        assert len(found["slow"].costs) == measuring.FEWEST

    def test_the_median_is_what_counts(self) -> None:
        measured = Measured("one", [Cost(1, 9, 3), Cost(2, 7, 1), Cost(90, 8, 2)])
        assert measured.middle == Cost(2, 8, 2)


class TestPeers:
    @pytest.mark.parametrize(
        ("name", "marks"),
        [("Doorstop", "active: true"), ("todoman", "BEGIN:VTODO"), ("Taskwarrior", "[desc"), ("StrictDoc", "[REQ")],
    )
    def test_a_peer_gets_as_many_items_as_the_ledger_has(self, name: str, marks: str, tmp_path: Path) -> None:
        peers.main([name, str(tmp_path / "items"), "3"])
        written = (path.read_text(encoding="utf-8") for path in (tmp_path / "items").glob("[!.]*/**/*.*"))
        assert sum(text.count(marks) for text in written) == 3

    def test_every_version_is_pinned(self) -> None:
        assert all("==" in package for peer in peers.PEERS for package in peer.packages)


class TestGoals:
    def test_the_file_names_only_probes_that_are_measured(self, tmp_path: Path) -> None:
        place = scenarios.Place(tmp_path, 1, ())
        (tmp_path / "moving/issues").mkdir(parents=True)
        measured = {one.name for one in floors.probes(tmp_path, {}, tmp_path, tmp_path)}
        measured |= {one.name for one in scenarios.probes(place, 1.0)} | {"Taskwarrior"}
        assert {one.probe for one in goals.read()} | {one.floor for one in goals.read()} - {""} <= measured

    @pytest.mark.parametrize(("cpu", "met"), [(0.050, True), (0.051, False)])
    def test_a_goal_is_a_ratio_to_its_floor(self, cpu: float, *, met: bool) -> None:
        run = a_run(stat=0.040, list=cpu)
        assert (report.unmet(run, [a_goal()]) == []) is met

    def test_a_goal_for_another_size_is_not_judged(self) -> None:
        assert report.unmet(a_run(stat=0.040, list=9.0), [a_goal(sizes=(100_000,))]) == []


class TestReport:
    def test_what_is_not_met_says_why(self) -> None:
        reason = {"en": "the disk is a tape.", "zh": "磁盘是磁带。"}
        told = report.results({10_000: a_run(stat=0.040, list=0.1)}, [a_goal(reason=reason)])
        assert "2.5 ✗" in told
        assert "2.5 instead of 1.25 of a warm `list`: the disk is a tape." in told
        assert "| todoman | not measured: not there: todo |" in told

    @pytest.mark.parametrize(("language", "heading"), [("en", "| what |"), ("zh", "| 做什么 |")])
    def test_a_readme_is_filled_between_its_markers(self, language: goals.Language, heading: str) -> None:
        text = "before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n"
        filled = report.readme(text, {10_000: a_run(stat=0.040, list=0.04)}, [a_goal()], language)
        assert filled.startswith(f"before\n<!-- bench -->\n{heading}")
        assert filled.endswith("<!-- /bench -->\nafter\n")
        assert "1 ✓" in filled
        assert "old" not in filled

    def test_results_are_kept_and_read_back(self, tmp_path: Path) -> None:
        runs = {10_000: a_run(stat=0.04, list=0.05)}
        results.write(runs, tmp_path / "results.json")
        assert results.read(tmp_path / "results.json") == runs

    def test_the_plot_says_its_numbers(self) -> None:
        drawn = plot.svg(a_run(stat=0.040, list__warm=1.0, Taskwarrior=0.25), [a_goal()])
        assert ">250 ms<" in drawn

    @pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
    def test_both_readmes_have_the_place_for_the_table(self, name: str) -> None:
        assert report.BLOCK.search((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], results.Run]:
    def measured(only: str) -> results.Run:
        asked = speed.Asked(
            sizes=(20,), turns=1, peers=False, only=only, rest=0.0, work=tmp_path, home=tmp_path, readmes=None
        )
        return speed.measure(20, asked)

    return measured


def test_every_probe_does_its_work_on_a_tiny_ledger(small: Callable[[str], results.Run]) -> None:
    run = small("")
    assert run.missing == {}
    assert {"list, warm", "list, cold", "new", "close", "export --xlsx", "import of that sheet"} <= run.costs.keys()


def test_the_settings_come_from_the_environment() -> None:
    asked = speed.asked_by({"SIZES": "1000, 100_000", "TURNS": "3", "PEERS": "0"})
    assert (asked.sizes, asked.turns, asked.peers) == ((1_000, 100_000), 3, False)
