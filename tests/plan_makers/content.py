"""Invented issues: what an inspection might find in places that do not exist, and what is promised about it.

Everything comes from one `random.Random`, so that a seed is a document. Words are put together from parts with awkward
company on purpose: label words inside sentences, numbers that open sentences, parentheses with separators inside,
past figures beside promised ones.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from plan_truth import Due, Promise

_FIRST, _SECOND = "青临云江柳松石白南北清古长新安", "岭湖溪岸铺原桥河塘浦川坪源泽洲"
_UNITS = (
    "市生态环境局", "市住房和城乡建设局", "市水务局", "市农业农村局", "市自然资源和规划局", "市发展改革委",
    "市工业和信息化局", "市交通运输局", "市城市管理局", "市卫生健康委", "市林业和草原局", "市应急管理局", "市城投集团",
    "市公安局", "市财政局",
    "各县(市、区)党委和政府", "市直有关部门", "高新区管委会", "市生态环境综合行政执法支队", "市委组织部",
)  # fmt: skip
_FINDINGS = (
    "{place}{town}污水处理厂配套管网建设滞后，{year}年以来每天约{n}万吨生活污水直排{river}。",
    "{place}对环境保护工作重视不够，{year}年至{later}年，党委常委会仅研究过{n}次环境保护议题。",
    "{river}下游断面水质超标。{year}年总磷年均浓度由0.{n}毫克/升上升至0.{m}毫克/升，沿岸{n}个建制镇污水直排。",
    "{place}“散乱污”企业整治不彻底，现场抽查{m}家企业，仍有{n}家无治污设施违法生产。",
    "{place}生活垃圾填埋场超负荷运行，设计处理能力{n}00吨/日，实际处理量达{m}50吨/日，渗滤液积存约{n}.5万立方米。",
    "{town}砂石采场生态破坏问题突出，{m}家采场中仍有{n}家未完成植被恢复。",
    "部分部门“管行业必须管环保”责任落实不到位，整改措施流于形式，整改时限一拖再拖。",
    "{place}固体废物历史欠账多。老采石坑堆存一般工业固体废物约{m}万吨，无防渗措施；周边群众反映强烈。",
    "{place}{town}畜禽养殖污染问题依然存在：一是粪污处理设施闲置；二是监管责任单位未按要求履职。",
    "{river}沿岸违规建设项目清理不到位（{place}{n}个、{town}{m}个），至督察进驻时仍未拆除。",
    "{place}饮用水水源地保护区内仍有{n}处违法建筑，《{place}饮用水水源保护条例》执行不力。",
    "{town}{m}家汽修企业露天喷漆，废气扰民，{year}年信访投诉{m}件，群众多次反映未得到解决。",
    "{place}钢铁行业超低排放改造进展缓慢，{n}台烧结机未按期完成改造，占总数的{m}%。",
)
_GOALS = (
    "到{year}年底，{river}断面水质稳定达到Ⅲ类，总磷年均浓度不高于0.2毫克/升。",
    "完成清运处置及生态修复，确保环境安全。",
    "健全生态环境保护责任清单，压实各级各部门责任。",
    "完成配套管网建设，消除生活污水直排口。",
    "到{year}年底，主城区生活污水集中收集率达到{m}%以上。",
    "{m}家采场全部完成植被恢复并通过验收。",
    "畜禽粪污综合利用率达到{m}%以上，规模养殖场治污设施全部正常运行。",
    "违法项目全部清理到位，长效机制基本建立。",
)
_WORKS = (
    "新建改建污水管网{m}公里", "取缔沿岸入河排污口{n}个", "对{n}家屠宰企业开展限期治理，逾期不达标的依法关停",
    "修订《{place}生态环境保护责任清单》", "建立行业部门信访会商制度，每季度会商1次", "加快推进二期扩建工程",
    "把生态文明思想纳入干部教育培训主体班次", "按照“一矿一策”逐矿制定恢复治理方案", "开展管网排查{m}公里，建立问题清单",
    "整治小区雨污混接点{m}处", "对拒不履行恢复治理义务的，依法追究责任", "完成覆土复绿{m}亩并组织验收",
    "加强日常巡查，对发现的问题及时交办、限时整改", "严格落实“河长制”，每月巡河不少于{n}次",
)  # fmt: skip
_DONE = (
    "已建成污水管网{m}公里，{n}处散排口全部封堵", "已开展现场核查{n}次，发现问题{m}个，全部整改到位",
    "印发《{place}整改工作方案》，明确责任分工", "经连续{n}个月监测，{river}断面水质达到Ⅲ类", "{m}家企业已全部关停取缔",
    "清理垃圾约{m}吨，恢复植被{n}亩", "{year}年{n}月，通过第三方评估",
)  # fmt: skip
STATUSES = ("已完成整改", "已完成整改，并长期坚持", "达到序时进度", "正在推进", "未启动")


@dataclass(frozen=True, slots=True)
class Work:
    """One measure: what is to be done, by whom and by when where the document says it in parentheses."""

    text: str
    units: tuple[str, ...] = ()
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One issue before it is printed: words only, no numbers, labels or layout."""

    finding: str
    goal: str
    promise: Promise | None
    due: Due
    responsible: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    supervisor: tuple[str, ...]
    acceptor: tuple[str, ...]
    persons: str
    works: tuple[Work, ...]
    done: tuple[str, ...]
    status: str
    place: str


def place(rng: Random, kind: str = "") -> str:
    """The name of a place that does not exist."""
    return rng.choice(_FIRST) + rng.choice(_SECOND) + (kind or rng.choice(("县", "区", "市")))


def matter(rng: Random) -> Matter:
    """An issue with everything; a printer takes what its family prints."""
    home = place(rng)
    words = {
        "place": home, "town": place(rng, "镇"), "river": place(rng, "河"),
        "year": rng.randint(2015, 2019), "later": rng.randint(2020, 2021),
        "n": rng.randint(2, 9), "m": rng.randint(12, 98),
    }  # fmt: skip
    ahead = words | {"year": rng.randint(2022, 2026)}
    goal = rng.choice(_GOALS)
    units = rng.sample(_UNITS, 8)
    heads = (f"{home}党委和政府主要负责人", f"{home}政府主要负责人", f"{units[2]}局长", "张三", "李四、王五")
    own = rng.choice((f"{home}党委和政府", f"{home}委、{home[-1]}政府", f"{home}人民政府"))
    return Matter(
        finding=rng.choice(_FINDINGS).format(**words),
        goal=goal.format(**ahead),
        promise=_promise(goal, ahead),
        due=deadline(rng),
        responsible=(own, *units[: rng.randint(0, 2)]),
        lead=tuple(units[2 : 2 + rng.randint(1, 2)]),
        support=tuple(units[4 : 4 + rng.randint(1, 2)]),
        supervisor=(units[6],),
        acceptor=(units[7],),
        persons=rng.choice(heads),
        works=tuple(_work(rng, words) for _ in range(rng.randint(1, 4))),
        done=tuple(one.format(**words) for one in rng.sample(_DONE, rng.randint(1, 3))),
        status=rng.choice(STATUSES[:4]),
        place=home,
    )


def _promise(goal: str, words: dict[str, object]) -> Promise | None:
    by = date(int(str(words["year"])), 12, 31) if "{year}" in goal else None
    if "0.2毫克" in goal:
        return Promise(Decimal("0.2"), "毫克/升", "≤", by)
    if "{m}%" in goal:
        return Promise(Decimal(str(words["m"])), "%", "≥", by)
    return None


def _work(rng: Random, words: dict[str, object]) -> Work:
    text = rng.choice(_WORKS).format(**words)
    kind = rng.random()
    if kind < 0.7:
        return Work(f"{text}。")
    day = _month_end(rng)
    if kind < 0.85:
        return Work(f"{text}。（{day.year}年{day.month}月底前）", due=day)
    unit = rng.choice(_UNITS[:12])
    return Work(f"{text}。（{unit}牵头，{day.year}年{day.month}月底前完成）", (unit,), day)


def _month_end(rng: Random) -> date:
    year, month = rng.randint(2022, 2026), rng.randint(1, 12)
    return date(year, month, monthrange(year, month)[1])


def deadline(rng: Random, *, damaged: float = 0.03) -> Due:
    """A deadline in one of the forms that offices print (domain 3.7)."""
    if rng.random() < damaged:
        month = rng.randint(2, 9)
        text = rng.choice((f"202{rng.randint(3, 6)}{month}月底前", f"20_年{month}月底前", "X月XX日前"))
        return Due(text, damaged=True)
    day, later = sorted((_month_end(rng), _month_end(rng)))
    month_end, year_end = f"{day.year}年{day.month}月底前", date(day.year, 12, 31)
    forms = [
        Due(f"{month_end}", day), Due(f"{day.year}年底前", year_end), Due(f"{day.year}年底", year_end),
        Due(f"{day.year}年{day.month}月{day.day}日前", day), Due(f"{day.year}年{day.month}月", day),
        Due(f"{day.year}年12月底前", year_end), Due("立行立改，长期坚持", immediate=True, long_term=True),
        Due("长期坚持", long_term=True), Due(f"{month_end}，并长期坚持", day, long_term=True),
        Due(f"{day.year}年底前，并持续推进", year_end, long_term=True),
        Due(f"{month_end}建立制度，长期坚持", day, long_term=True), Due("立行立改", immediate=True),
    ]  # fmt: skip
    if day < later:
        forms.append(
            Due(f"{month_end}完成方案编制，{later.year}年{later.month}月底前建成投运", later, milestones=(day, later))
        )
    return rng.choice(forms)
