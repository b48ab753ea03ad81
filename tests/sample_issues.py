"""A small county's ledger for tests: thirty issues made from a seed-free recipe, every standing among them.

The texts are the length and manner of published plans and notices. People are 张三, 李四, 王五.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

from ledger.formats.registry import writer
from ledger.model.acts import Closure, Escalation, Evidence, Progress, Status, Verification
from ledger.model.columns import USUAL, Contents
from ledger.model.issue import Issue, Source
from ledger.model.office import Office
from ledger.model.people import People, Person
from ledger.model.plan import Deadline, Measure, Milestone, Plan, Quantity
from ledger.model.policy import House, Policy
from ledger.model.report import Report, build
from ledger.model.units import Unit, Units
from ledger.model.workdays import Calendar
from ledger.store.sheets import shipped

DAY = date(2026, 5, 31)

SHEETS = tuple(map(shipped, USUAL))
LEDGER, MEASURES, LATE = SHEETS

FINDINGS = (
    (
        "督察发现，牛塘镇建成区污水管网覆盖不足，漕溪浜、周家浜、庄桥浜、跃进河、红旗河等5条河道沿线仍有生活污水直排口"
        "17个，旱季氨氮浓度最高达8.6mg/L，超过地表水Ⅴ类标准3.3倍；部分排水片区雨污混接、错接问题突出，2020年完成整治的"
        "2个片区中有1个出现反弹，群众反映强烈。"
    ),
    (
        "对4吨/时及以上生物质锅炉未按要求安装烟气在线监测设备并与生态环境部门联网，已建的23台天然气锅炉中仅有14台完成"
        "低氮改造，氮氧化物排放浓度最高为126mg/m3，高于50mg/m3的要求。"
    ),
    (
        "常州市伟业混凝土有限公司物料堆场未落实密闭、喷淋措施，厂区出入口车辆冲洗设施长期闲置，周边道路积尘严重，"
        "“六个百分之百”要求落实不到位。"
    ),
    "畜禽粪污资源化利用不到位，3家规模养殖场氧化塘未做防渗，雨季外溢进入农田沟渠。",
)
GOALS = (
    "消除建成区污水直排口，5条河道水质稳定达到Ⅴ类以上，不再返黑；建立长效管护机制。",
    "全面完成23台天然气锅炉低氮改造或更新，氮氧化物排放浓度不高于50mg/m3。",
    "落实物料堆场扬尘防治“六个百分之百”，平均降尘量低于4.5吨/月·平方公里。",
    "规模养殖场粪污处理设施装备配套率达到100%，粪污综合利用率达到95%以上。",
)
STEPS = (
    "开展沿河排口、暗涵内排口、沿河截流干管等的排查，建立“一口一档”、设立“一口一牌”，形成问题清单和任务清单。",
    "实施污水直排口消除工程和2km支管网建设，完成2个排水片区整治并组织联合验收。",
    "委托专业单位对未移交支管网、居民小区、公建单位等内部管网实施日常养护，查清错接、混接和渗漏等问题。",
    "对排查发现的违法排污行为依法立案查处，及时向社会公开整改进展情况，接受群众监督。",
)
TITLES = ("建成区污水直排河道问题", "锅炉低氮改造滞后问题", "物料堆场扬尘污染问题", "畜禽养殖粪污外溢问题")
UNITS = ("市水利局", "市生态环境局", "市住房和城乡建设局", "市农业农村局", "牛塘镇党委、政府")
REGIONS = ("牛塘镇", "湖塘镇", "经济开发区", "市直")
FIELDS = (("水",), ("大气",), ("大气", "扬尘"), ("水", "农业农村"))
SOURCES = (("中央督察", "第二轮"), ("省级督察", "第三轮"), ("信访", "第21批"), ("自查", None))


def office() -> Office:
    people = tuple(
        Person(id=key, names=(name,), unit=unit)
        for key, name, unit in (("zhang", "张三", UNITS[0]), ("li", "李四", UNITS[1]), ("wang", "王五", UNITS[2]))
    )
    units = (*(Unit(name=name) for name in UNITS), Unit(name="市督察整改办", aliases=("市整改办",)))
    house = House(title="某市督察整改台账", unit="某市督察整改工作领导小组办公室")
    return Office(calendar=Calendar(), policy=Policy(ledger=house), people=People(people), units=Units(units))


def issue(number: int = 1, **changes: object) -> Issue:
    """One issue in progress, due long after `DAY`; `changes` replace top-level fields."""
    kind, batch = SOURCES[number % 4]
    base = Issue(
        id=f"ISSUE-{number:03d}",
        uid=f"sample-{number:06d}",
        title=TITLES[number % 4],
        status="in-progress",
        region=REGIONS[number % 4],
        fields=FIELDS[number % 4],
        source=Source(
            kind=kind, batch=batch, item=f"{number}.10", finding=FINDINGS[number % 4], received=date(2025, 9, 1)
        ),
        plan=plan(number),
        progress=(progress(f"已完成{number}处整治，正在收集佐证材料。"),),
    )
    return Issue.model_validate({**dict(base), **changes})


def progress(text: str) -> Progress:
    return Progress(month="2026-05", date=date(2026, 5, 25), by="zhang", text=text)


def plan(
    number: int = 1, *, due: date | None = date(2026, 12, 31), text: str = "2026年底前", **changes: object
) -> Plan:
    steps = 2 + number % 3
    measures = tuple(
        Measure(
            number=str(at),
            text=STEPS[(number + at) % 4],
            units=(UNITS[(number + at) % 5],) if at == 2 else (),
            quantity=Quantity(total="23", unit="台", done=str(number % 23)) if at == 1 else None,
            done_on=date(2026, 3, 10) if at == 1 else None,
            due=date(2026, 3, 31) if at == 1 else None,
            deadline="2026年3月底前" if at == 1 else None,
        )
        for at in range(1, steps + 1)
    )
    base = Plan(
        goal=GOALS[number % 4],
        lead_units=(UNITS[number % 5],),
        responsible_units=(UNITS[(number + 1) % 5],) if number % 2 else (UNITS[number % 5],),
        supervisor_units=("市整改办",),
        person=("zhang", "li", "wang")[number % 3],
        deadline=Deadline(text=text, due=due),
        measures=measures,
    )
    return base.model_copy(update=changes)


def finished(number: int, status: Status = "in-progress") -> Issue:
    """An issue whose measures are all done, in whatever state of acceptance."""
    done = plan(number)
    measures = tuple(one.model_copy(update={"done_on": date(2026, 4, 20)}) for one in done.measures)
    proof = tuple(
        Evidence(
            path=f"evidence/ISSUE-{number:03d}/整改后照片{at}.jpg",
            sha256="0" * 64,
            size=1024,
            date=date(2026, 4, 21),
            kind="整改后照片",
            by="zhang",
        )
        for at in range(1 + number % 3)
    )
    accepted = Verification(date=date(2026, 5, 6), by="li", unit="市督察整改办", result="通过")
    closed = Closure(date=date(2026, 5, 20), by="wang", unit="市督察整改办")
    return issue(
        number,
        status=status,
        plan=done.model_copy(update={"measures": measures}),
        evidence=proof,
        verifications=(accepted,) if status in {"verified", "closed"} else (),
        closures=(closed,) if status == "closed" else (),
    )


def overdue(number: int, days: int = 52) -> Issue:
    due = DAY - timedelta(days=days)
    late = plan(number, due=due, text=f"{due.year}年{due.month}月{due.day}日前")
    return issue(
        number,
        plan=late,
        escalations=(Escalation(kind="督办", date=date(2026, 5, 12), by="li", reason="逾期未完成"),),
    )


def behind(number: int) -> Issue:
    nodes = (
        Milestone(due=date(2026, 3, 31), text="完成管网排查，建立基础档案"),
        Milestone(due=date(2026, 12, 31), text="完成修复改造120公里"),
    )
    text = "2026年12月底前（其中：2026年3月底前完成管网排查，2026年12月底前完成修复改造120公里），并长期坚持"
    return issue(number, plan=plan(number, deadline=Deadline(text=text, due=date(2026, 12, 31), milestones=nodes)))


VARIETY: tuple[Callable[[int], Issue], ...] = (
    lambda number: finished(number, "closed"),
    lambda number: finished(number, "verified"),
    finished,
    lambda number: overdue(number, 20 + number % 300),
    behind,
    lambda number: issue(number, plan=plan(number, due=DAY + timedelta(days=9), text="2026年6月9日前")),
    lambda number: issue(number, plan=plan(number, deadline=Deadline(text="长期坚持", long_term=True))),
    lambda number: issue(number, status="open", progress=()),
    issue,
)
"""A different standing for each of nine numbers in a row."""


def variety(number: int) -> Issue:
    return VARIETY[number % 9](number)


def report(count: int = 30, **changes: object) -> Report:
    issues = ((variety(number), f"issues/ISSUE-{number:03d}.yaml") for number in range(1, count + 1))
    return build(issues, DAY, office(), **changes)  # type: ignore[arg-type]  # tests pass what build takes


def workbook(of: Report, *names: str) -> bytes:
    """The Excel file of a report: the sheets that are named, else the usual ones behind 汇总."""
    contents = Contents(tuple(map(shipped, names)), summary=False) if names else Contents(SHEETS)
    file = BytesIO()
    writer("xlsx").write(of, contents, file)
    return file.getvalue()
