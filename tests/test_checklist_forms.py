"""The printed forms of checklists: made by the script, one page of A4 each, every item on it."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import house
from ledger.formats.xlsx import checkform
from ledger.model.checkform import Given
from ledger.store import checklists
from printing import missing, printed, told

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[1]
GIVEN = Given(site="红旗工地", unit="某建筑公司")


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_forms", ROOT / "tools/forms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_page_is_what_the_script_makes() -> None:
    made = script()
    data = made.letter(made.page, made.NAME)
    for place in made.PLACES:
        assert (place / f"{made.NAME}.docx").read_bytes() == data


def test_the_repository_has_the_shipped_lists_and_rules() -> None:
    for folder in ("checklists", "scores"):
        shipped = ROOT / "src/ledger/store/shipped/ledger/templates" / folder
        names = {path.name for path in shipped.iterdir()}
        assert {path.name for path in (ROOT / "templates" / folder).iterdir()} == names
        for name in names:
            assert (ROOT / "templates" / folder / name).read_bytes() == (shipped / name).read_bytes()


def test_the_same_list_gives_the_same_bytes() -> None:
    listed = checklists.shipped("现场核查")
    day = date.fromisoformat(house.DAY)
    assert checkform.dump(listed, GIVEN, "县整改办", day) == checkform.dump(listed, GIVEN, "县整改办", day)


@pytest.mark.skipif(bool(missing), reason=f"looking at a form needs {', '.join(missing)}")
def test_a_form_is_one_page_with_every_item(folder: Path, tmp_path: Path, ledger: Run) -> None:
    house.build(folder)
    form = tmp_path / "五项验收标准.docx"  # the longest texts
    done = ledger("checklist", "form", "五项验收标准", "--docx", str(form), "--issue", "ISSUE-001")
    assert done.returncode == 0, done.stderr
    pdf = printed(tmp_path, "form", form.read_bytes())
    assert "Pages:           1" in told("pdfinfo", str(pdf))
    seen = re.sub(r"\s", "", told("pdftotext", "-raw", str(pdf), "-"))
    for text in (*checklists.shipped("五项验收标准").texts, "红旗河水质超标", "受检单位（签字）"):
        assert text in seen
