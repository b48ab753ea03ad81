"""`ledger site`: a folder of pages that rests on nothing outside, is replaced as a whole, and tells no secrets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

import house
import sites
from conftest import Run
from ledger.formats.site import data

PAGES = {"index.html", "board.html", "timeline.html", "regions.html", "units.html"}


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


@pytest.fixture
def out(folder: Path) -> Path:
    return folder.parent / "网站"


def texts(site: Path) -> dict[str, str]:
    return {str(one.relative_to(site)): one.read_text(encoding="utf-8") for one in site.rglob("*") if one.is_file()}


def change(place: Path, issue: str, old: str, new: str) -> None:
    path = place / f"issues/{issue}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class Links(HTMLParser):
    """Everything that a page asks for or leads to, and the ids that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"iframe", "img", "object", "embed", "base"}
        for name, value in attrs:
            assert not name.startswith("on"), "a script in an attribute"
            assert name != "style"
            if name in {"href", "src"} and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)


@pytest.mark.usefixtures("place")
def test_a_page_for_each_issue_and_one_for_each_view(out: Path, ledger: Run) -> None:
    done = ledger("site", str(out), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    made = texts(out)
    assert {name for name in made if name.startswith("issues/")} == {f"issues/{one}.html" for one in house.IDS}
    assert set(made) >= PAGES
    assert (told["issues"], told["files"], told["public"]) == (5, len(made) - 1, False)  # beside the mark of a site
    assert "截至 2026-05-20" in made["index.html"]
    assert "红旗河两岸有 17 个直排口" in made["issues/ISSUE-001.html"]
    assert "某乙" in made["issues/ISSUE-001.html"]


@pytest.mark.usefixtures("place")
def test_every_link_leads_to_a_file_of_the_site(out: Path, ledger: Run) -> None:
    ledger("site", str(out))
    for name, text in texts(out).items():
        if not name.endswith(".html"):
            continue
        page = Links(text)
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            if link == "data:,":
                continue
            assert not re.match(r"[a-z]+:|//", link), link
            path, _, behind = link.partition("#")
            target = (out / name).parent / unquote(path) if path else out / name
            assert target.is_file(), f"{name} leads to {link}"
            if behind and "=" not in behind:
                assert behind in Links(target.read_text(encoding="utf-8")).ids


@pytest.mark.usefixtures("place")
def test_the_figures_are_those_of_stats(out: Path, ledger: Run) -> None:
    ledger("site", str(out))
    stats = json.loads(ledger("stats", "--json").stdout)
    page = (out / "index.html").read_text(encoding="utf-8")
    shown = dict(re.findall(r'<a href="#standing=([a-z-]+)">.*?<b>(\d+)</b>', page))
    assert {one["key"]: one["count"] for one in stats["standings"] if one["count"]} == {
        key: int(number) for key, number in shown.items()
    }
    for rate in stats["rates"]:
        assert f'<td class="n">{rate["part"]}</td><td class="n">{rate["whole"]}</td>' in page


def numbers(pattern: str, page: str) -> list[int]:
    return [int(one) for one in re.findall(pattern, page)]


def test_every_page_and_stats_and_list_say_the_same_of_one_day(folder: Path, out: Path, ledger: Run) -> None:
    sites.several(folder, 25)
    ledger("site", str(out))
    made = texts(out)
    stats = json.loads(ledger("stats", "--json").stdout)
    listed = json.loads(ledger("list", "--json").stdout)["issues"]
    late = sum(one["standing"] in {"overdue", "behind"} for one in listed)
    finished = sum(one["standing"] in {"closed", "verified", "done"} for one in listed)
    overview, board, regions, units = (made[f"{name}.html"] for name in ("index", "board", "regions", "units"))

    assert len(listed) == stats["total"] == 30
    assert numbers(r'<span class="big">(\d+)', overview) == [30]
    assert sum(numbers(r'href="#standing=[a-z-]+"><span.*?<b>(\d+)</b>', overview)) == 30
    assert sum(numbers(r'href="#pace=[a-z-]+">\S+ (\d+)</a>', overview)) == 30
    assert numbers(r"（问题 (\d+) 件）", overview) == [late]
    assert numbers(r"未完成 (\d+) 件：已逾期", overview) == [30 - finished]
    assert numbers(r'<span class="count">(\d+)', board) == [one["count"] for one in stats["statuses"]]
    foot = regions.partition("<tfoot>")[2]
    assert numbers(r"<b>(\d+)</b>", foot)[-1] == 30 - finished
    assert numbers(r"<small>/(\d+)</small>", foot)[-1] == 30
    assert numbers(r"逾(\d+)", foot)[-1] == late
    groups = {one["name"]: one["total"] for one in stats["breakdowns"]["units"]["groups"]}
    shown = re.findall(r'#unit=[^"]+">([^<]+)</a></th><td class="n" data-label="件数">(\d+)', units)
    assert {name: int(number) for name, number in shown} == groups


@pytest.mark.usefixtures("place")
def test_only_what_is_selected_is_in_it(out: Path, ledger: Run) -> None:
    assert ledger("site", str(out), "--region", "青石镇").returncode == 0
    made = texts(out)
    assert sorted(name for name in made if name.startswith("issues/")) == [
        "issues/ISSUE-002.html",
        "issues/ISSUE-005.html",
    ]
    assert "行政区域：青石镇" in made["index.html"]
    assert "红旗河" not in "".join(made.values())


@pytest.mark.usefixtures("place")
def test_the_day_that_is_asked_for(out: Path, ledger: Run) -> None:
    assert ledger("site", str(out), "--as-of", "2026-04-15").returncode == 0
    made = texts(out)
    assert "issues/ISSUE-002.html" not in made  # not received yet
    assert "截至 2026-04-15" in made["index.html"]


@pytest.mark.usefixtures("place")
def test_the_same_ledger_makes_the_same_bytes(out: Path, ledger: Run) -> None:
    ledger("site", str(out))
    before = texts(out)
    ledger("site", str(out))
    assert texts(out) == before


def test_a_site_is_replaced_as_a_whole(place: Path, out: Path, ledger: Run) -> None:
    ledger("site", str(out))
    (place / "issues/ISSUE-002.yaml").unlink()
    assert ledger("site", str(out)).returncode == 0
    assert "issues/ISSUE-002.html" not in texts(out)
    assert left_beside(out) == []


def left_beside(out: Path) -> list[str]:
    return [one.name for one in out.parent.iterdir() if one.name.startswith(f".{out.name}")]


@pytest.mark.usefixtures("place")
def test_a_folder_of_somebody_else_is_left_alone(out: Path, ledger: Run) -> None:
    out.mkdir()
    (out / "重要.txt").write_text("勿删", encoding="utf-8")
    done = ledger("site", str(out))
    assert done.returncode == 4
    assert "没有动它" in done.stderr
    assert texts(out) == {"重要.txt": "勿删"}
    assert left_beside(out) == []


@pytest.mark.usefixtures("place")
def test_an_empty_folder_is_taken_and_a_file_is_not(out: Path, ledger: Run) -> None:
    out.mkdir()
    assert ledger("site", str(out)).returncode == 0
    file = out.parent / "台账.txt"
    file.write_text("不是文件夹", encoding="utf-8")
    assert ledger("site", str(file)).returncode == 6
    assert file.read_text(encoding="utf-8") == "不是文件夹"


@pytest.mark.parametrize(("where", "code"), [("issues", 2), ("evidence/x", 2), (".", 4), ("..", 4)])
def test_the_ledger_itself_is_never_written_over(where: str, code: int, place: Path, ledger: Run) -> None:
    before = {str(one) for one in place.rglob("*")}
    assert ledger("site", where).returncode == code
    assert {str(one) for one in place.rglob("*") if ".ledger" not in str(one)} <= before


def test_a_ledger_without_issues_has_no_site(out: Path, ledger: Run) -> None:
    ledger("init")
    done = ledger("site", str(out))
    assert done.returncode == 5
    assert "台账里没有问题" in done.stderr
    assert "ledger new" in done.stderr
    assert not out.exists()


def test_a_ledger_read_in_part_is_not_given_out_as_whole(place: Path, out: Path, ledger: Run) -> None:
    (place / "issues/ISSUE-002.yaml").write_text("id: [", encoding="utf-8")
    assert ledger("site", str(out)).returncode == 5
    assert not out.exists()
    assert ledger("site", str(out), "--skip-broken").returncode == 0
    assert "读不出" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "</title><b>",
        "{{ 7*7 }}{% raw %}",
        "\"'`><svg onload=x>",
        "a</script>b",
        "&lt;b&gt;",
    ],
)
def test_a_title_is_a_text_and_nothing_else(hostile: str, place: Path, out: Path, ledger: Run) -> None:
    change(place, "ISSUE-002", "title: 锅炉低氮改造滞后", f"title: {json.dumps(hostile)}")
    assert ledger("site", str(out)).returncode == 0
    made = texts(out)

    class Heading(HTMLParser):
        inside, said = False, ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            self.inside = self.inside or tag == "h1"
            assert tag not in {"b", "svg"} or not self.inside

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag != "h1"

        def handle_data(self, text: str) -> None:
            self.said += text if self.inside else ""

    page = Heading()
    page.feed(made["issues/ISSUE-002.html"])
    assert page.said == f"ISSUE-002 {hostile}"
    assert "<" not in made["data.js"]
    assert Links(made["index.html"]).links


def values(site: Path) -> Iterator[str]:
    for name, text in texts(site).items():
        if name not in {"site.css", "site.js", "order.js", ".ledger-site"}:
            yield text


def test_the_public_site_names_nobody(place: Path, out: Path, ledger: Run) -> None:
    change(place, "ISSUE-001", "    text: 已清淤 1 公里", "    text: 已清淤 1 公里\n    problems: 资金缺口二百万元")
    change(place, "ISSUE-003", "kind: 整改后照片", "kind: 整改后照片\n    note: 由举报人带路拍摄")
    assert ledger("site", str(out), "--public").returncode == 0
    whole = "\n".join(values(out))
    for hidden in ("张三", "李四", "王五", "某甲", "某乙", "zhang@", "资金缺口", "举报人", "after.jpg"):
        assert hidden not in whole
    assert "已清淤 1 公里" in whole
    assert "公开版" in whole
    ledger("site", str(out))
    whole = "\n".join(values(out))
    assert all(told in whole for told in ("某乙", "资金缺口", "after.jpg", "内部版，不得公开"))


@pytest.mark.parametrize(
    ("issue", "change_of", "leaked"),
    [
        ("ISSUE-001", ("title: 红旗河水质超标", "title: 张三反映红旗河水质超标"), "张三"),
        ("ISSUE-002", ("goal: 改造 23 台锅炉", "goal: 由李四负责改造 23 台锅炉"), "李四"),
        ("ISSUE-001", ("text: 清淤 3 公里", "text: 清淤 3 公里（联系 zhang）"), "zhang"),
        ("ISSUE-001", ("text: 已清淤 1 公里", "text: 缺资金二百万元\n    problems: 缺资金二百万元"), "缺资金"),
        ("ISSUE-001", ("title: 红旗河水质超标", "title: 红旗河<!-- 张三 -->水质超标"), "张三"),
        ("ISSUE-001", ("responsible_units: [县水务局]", "responsible_units: [某甲养殖场]"), "某甲"),
        ("ISSUE-003", ("kind: 整改后照片", "kind: 王五拍的照片"), "王五"),
        ("ISSUE-003", ("text: 2026年4月底前", "text: 2026年4月底前，由ＺＨＡＮＧ督办"), "zhang"),
    ],
)
def test_what_must_not_be_public_stops_the_building(
    issue: str, change_of: tuple[str, str], leaked: str, place: Path, out: Path, ledger: Run
) -> None:
    assert ledger("site", str(out), "--public").returncode == 0
    before = texts(out)
    change(place, issue, *change_of)
    done = ledger("site", str(out), "--public")
    assert done.returncode == 4
    assert leaked in done.stderr
    assert f"issues/{issue}.html" in done.stderr or "index.html" in done.stderr or "data.js" in done.stderr
    assert texts(out) == before
    assert left_beside(out) == []


@pytest.mark.parametrize("why", ["逾期未完成", "未到期", "逾期 50 天", "竖线为截至日", "整项逾期", "最后期限"])
def test_a_reason_worded_as_the_page_itself_is_no_leak_until_somebody_says_it(
    why: str, place: Path, out: Path, ledger: Run
) -> None:
    done = ledger("supervise", "add", "ISSUE-001", "约谈", "--why", why, "--as", "zhang")
    assert done.returncode == 0, done.stderr
    done = ledger("site", str(out), "--public")
    assert done.returncode == 0, done.stderr
    change(place, "ISSUE-002", "goal: 改造 23 台锅炉", f"goal: 改造 23 台锅炉（{why}）")
    done = ledger("site", str(out), "--public")
    assert (done.returncode, f"“{why}”" in done.stderr) == (4, True), done.stderr
    assert "issues/ISSUE-002.html" in done.stderr


def test_the_name_of_the_ledger_itself_is_looked_at(place: Path, out: Path, ledger: Run) -> None:
    settings = place / "ledger.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("某县督察", "李四督察"), encoding="utf-8")
    done = ledger("site", str(out), "--public")
    assert done.returncode == 4
    assert "李四" in done.stderr
    assert not out.exists()


def test_what_was_looked_at_may_be_public(place: Path, out: Path, ledger: Run) -> None:
    change(place, "ISSUE-001", "title: 红旗河水质超标", "title: 王五庄水质超标")
    assert ledger("site", str(out), "--public").returncode == 4
    assert ledger("site", str(out), "--public", "--allow", "王五").returncode == 0
    assert "王五庄" in (out / "issues/ISSUE-001.html").read_text(encoding="utf-8")


def test_numbers_and_addresses_in_published_texts_are_masked(place: Path, out: Path, ledger: Run) -> None:
    told = "水体发黑发臭，举报电话 13800000000，邮箱 abc@example.com。"
    change(place, "ISSUE-001", "水体发黑发臭。", told)
    assert ledger("site", str(out), "--public").returncode == 0
    page = (out / "issues/ISSUE-001.html").read_text(encoding="utf-8")
    assert "138****0000" in page
    assert "13800000000" not in page
    assert "example.com" not in page


def test_a_title_is_shortened_in_the_list_alone(place: Path, out: Path, ledger: Run) -> None:
    long = "某镇" * data.LONGEST
    change(place, "ISSUE-002", "title: 锅炉低氮改造滞后", f"title: {long}")
    ledger("site", str(out))
    assert long not in (out / "data.js").read_text(encoding="utf-8")
    assert long in (out / "issues/ISSUE-002.html").read_text(encoding="utf-8")


def test_a_void_issue_that_is_asked_for_says_so(place: Path, out: Path, ledger: Run) -> None:
    change(
        place, "ISSUE-002", "source: {kind", "void: {date: 2026-05-10, by: zhao, why: 与另件重复登记}\nsource: {kind"
    )
    ledger("site", str(out))
    assert "issues/ISSUE-002.html" not in texts(out)
    ledger("site", str(out), "--void")
    assert "已于 2026-05-10 作废：与另件重复登记" in (out / "issues/ISSUE-002.html").read_text(encoding="utf-8")
    assert ledger("site", str(out), "--void", "--public").returncode == 0
    assert "已于 2026-05-10 作废。" in (out / "issues/ISSUE-002.html").read_text(encoding="utf-8")


def test_a_secret_of_an_issue_that_is_not_selected_is_one_as_well(place: Path, out: Path, ledger: Run) -> None:
    change(place, "ISSUE-001", "    text: 已清淤 1 公里", "    text: 已清淤 1 公里\n    problems: 征地补偿未谈妥")
    change(place, "ISSUE-002", "goal: 改造 23 台锅炉", "goal: 改造 23 台锅炉，征地补偿未谈妥")
    done = ledger("site", str(out), "--public", "--region", "青石镇")
    assert done.returncode == 4
    assert "ISSUE-001 的存在问题" in done.stderr


@pytest.mark.usefixtures("place")
def test_nothing_in_it_could_ask_another_place(out: Path, ledger: Run) -> None:
    ledger("site", str(out))
    made = texts(out)
    for name in (one for one in made if one.endswith(".html")):
        assert "content=\"default-src 'none'; script-src 'self' file:;" in made[name]
    for way in (
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "sendBeacon",
        "import(",
        "innerHTML",
        "eval(",
        "document.write",
    ):
        assert way not in made["site.js"] + made["order.js"]
    assert "url(" not in made["site.css"]
    assert "@import" not in made["site.css"]
