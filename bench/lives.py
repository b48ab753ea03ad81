"""One made-up issue of a bench ledger: what was found, what is planned, what was done, sealed step by step.

The texts have the length and manner of published plans: a finding of 60–160 characters, 3–8 numbered measures, dated
milestones, monthly progress. Nothing is about a real place; the only people are 张三, 李四 and 王五. The same seed and
number always give the same issue, whatever the size of the ledger.
"""

from __future__ import annotations

import calendar
import hashlib
import random
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias, cast

from ledger.model import trail
from ledger.store.yaml_text import Bare

Node: TypeAlias = "dict[str, Node] | list[Node] | str | None"
Tree: TypeAlias = "dict[str, Node]"

DAY = date(2026, 6, 15)
"""The day on which the bench asks: nothing in a ledger is younger."""

DOES, ACCEPTS, CLOSES = ("zhangsan", "市水务局"), ("lisi", "市生态环境局"), ("wangwu", "市整改办")
UNITS = ("市水务局", "市住建局", "市农业农村局", "市城管局", "市工信局", "市交通局", "高新区管委会", "青石镇政府")
_TOWNS = ("红旗镇", "青石镇", "柳塘镇", "白沙街道", "高新区", "东湖街道", "云岭乡", "龙泉镇", "双桥镇", "石门街道")
_RIVERS = ("漕溪浜", "周家浜", "跃进河", "红旗河", "青岭河", "白沙溪", "东大沟", "龙泉河", "西干渠", "双桥港")
_SOURCES = (("中央督察", "第二轮"), ("省级督察", "第三轮"), ("省级督察", "第二轮"), ("明察暗访", "2026年"),
            ("自查", "2025年"))  # fmt: skip
_FIELDS = (["水"], ["水", "农业农村"], ["大气"], ["大气", "扬尘"], ["土壤"], ["固体废物"], ["噪声"], ["生态"])
_TITLES = ("污水直排河道", "锅炉低氮改造滞后", "物料堆场扬尘污染", "畜禽养殖粪污外溢", "生活垃圾填埋场渗滤液积存",
           "建筑垃圾违规倾倒", "入河排污口整治不到位", "污水管网错接混接")  # fmt: skip
_FOUND = (
    (
        "督察发现，{town}建成区污水管网覆盖不足，{river}沿线{n}公里内仍有生活污水直排口{m}个，旱季氨氮浓度最高达{d}mg/L，"
        "超过地表水Ⅴ类标准{f}倍；部分排水片区雨污混接、错接问题突出，已完成整治的片区中有{k}个出现反弹，群众反映强烈。"
    ),
    (
        "{town}列入改造计划的{n}台天然气锅炉中仅有{k}台完成低氮改造，氮氧化物排放浓度最高为{m}mg/m³，"
        "未按要求安装在线监测设备并与生态环境部门联网的有{k}台，改造台账与现场不符。"
    ),
    (
        "{town}{river}北岸{n}亩物料堆场未落实密闭、喷淋措施，厂区出入口车辆冲洗设施长期闲置，周边道路积尘严重，"
        "抽查的{m}个工地中有{k}个“六个百分之百”要求落实不到位，平均降尘量{d}吨/月·平方公里。"
    ),
    (
        "{town}畜禽粪污资源化利用不到位，{m}家规模养殖场中有{k}家氧化塘未做防渗，雨季外溢进入{river}，"
        "下游{n}公里河段总磷浓度为{d}mg/L，多次被周边居民投诉，属地未建立长效巡查机制。"
    ),
    (
        "{town}生活垃圾填埋场调节池积存渗滤液{n}000立方米，日处理能力只有{m}吨，{k}口监测井氨氮超标{f}倍，"
        "封场覆盖工程进度滞后，雨水沟与{river}直接相通，存在较大环境风险。"
    ),
)
_GOALS = (
    "消除{town}污水直排口{m}个，{river}水质稳定达到Ⅳ类以上，不再返黑；建立长效管护机制。",
    "全面完成{town}{n}台锅炉低氮改造或更新，氮氧化物排放浓度不高于50mg/m³。",
    "落实{town}物料堆场扬尘防治“六个百分之百”，平均降尘量低于4.{k}吨/月·平方公里。",
    "{town}规模养殖场粪污处理设施装备配套率达到100%，综合利用率达到9{k}%以上，{river}总磷达标。",
    "{town}积存的{n}000立方米渗滤液全部处置完毕，调节池水位保持在警戒线以下，{k}口监测井达标。",
)
_STEPS = (
    "开展{river}沿河排口、暗涵内排口、截流干管排查，建立“一口一档”、设立“一口一牌”，形成{m}项问题清单。",
    "实施{n}公里支管网建设，完成{k}个排水片区整治并组织联合验收。",
    "委托专业单位对{town}未移交支管网、居民小区、公建单位内部管网实施日常养护，查清{m}处错接、混接。",
    "对排查发现的{k}家违法排污单位依法立案查处，及时向社会公开整改进展，接受群众监督。",
    "对{river}{n}公里河道清淤疏浚，恢复沿岸植被{m}亩，设置生态拦截沟{k}条。",
    "更新改造设备{m}台，安装在线监测设施{k}套并与生态环境部门联网。",
    "由{town}落实专人每周巡查{k}次，建立巡查台账，发现问题{m}小时内处置。",
    "组织第三方对{town}整改成效开展评估，连续{k}个月水质监测稳定达标后申请验收。",
    "新建处理能力{n}0吨/日的应急处理设施，{k}个月内完成调试并投入运行。",
    "修订完善《{town}长效管护办法》，明确{m}项责任，纳入年度考核。",
)
_DONE = (
    "已完成{n}%工程量，其中{river}段{k}公里已贯通，{m}处点位完成现场核查。",
    "召开{town}调度会{k}次，交办{m}项问题，已整改{n}项，其余正在推进。",
    "完成{m}台设备安装，{k}套在线监测已联网，正在调试。",
    "{river}清淤{n}00立方米，封堵排口{m}个，监测{k}次均达标。",
)
_PROOF = (("整改后照片", "jpg"), ("监测报告", "txt"), ("竣工验收", "txt"), ("制度文件", "txt"))
_WEIGHTS = {"open": 25, "in-progress": 48, "verified": 10, "closed": 17}


@dataclass(frozen=True, slots=True)
class Life:
    """The record as it is to be written, and the files that prove it by their paths."""

    record: Tree
    files: dict[str, bytes]


def live(name: str, seed: int) -> Life:
    """The issue of this id."""
    dice = random.Random(f"{seed}/{name}")  # noqa: S311 - the same ledger each time
    status = dice.choices(tuple(_WEIGHTS), tuple(_WEIGHTS.values()))[0]
    received = _received(dice, status)
    acts = _Acts(dice, _found(dice, name, received), received + timedelta(days=dice.randint(0, 3)))
    acts.sign("register", "open", DOES)
    if status != "open":
        acts.sign("start", "in-progress", DOES)
        for _ in range(dice.choice((1, 1, 2)) if status == "in-progress" else 1):
            acts.report()
    if status in {"verified", "closed"}:
        acts.finish()
        acts.verify()
    if status == "closed":
        acts.close()
    return Life(acts.record, acts.files)


def _received(dice: random.Random, status: str) -> date:
    """Long enough ago for what was done since."""
    least, most = {"open": (3, 30), "in-progress": (20, 400)}.get(status, (150, 450))
    late = status != "in-progress" or dice.random() < 1 / 4
    return DAY - timedelta(days=dice.randint(least, most if late else 60))


def _found(dice: random.Random, name: str, received: date) -> Tree:
    """The issue as it is registered: the finding and its plan."""
    texts = _Texts(dice)
    kind, batch = dice.choice(_SOURCES)
    doers = dice.sample(UNITS, dice.randint(1, 3))
    return {
        "id": name,
        "uid": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
        "title": f"{texts.town}{texts.river}{dice.choice(_TITLES)}问题",
        "status": "open",
        "level": dice.choice(("中央", "省", "市")),
        "region": texts.town,
        "fields": cast("Node", dice.choice(_FIELDS)),
        "source": {
            "kind": kind,
            "batch": batch,
            "document": f"督察反馈意见第{dice.randint(1, 40)}号",
            "item": f"{dice.randint(1, 40)}.{dice.randint(1, 30)}",
            "finding": texts.of(_FOUND),
            "received": Bare(received),
        },
        "plan": {
            "goal": texts.of(_GOALS),
            "lead_units": [doers[0]],
            "responsible_units": cast("Node", doers),
            "supervisor_units": [ACCEPTS[1]],
            "person": DOES[0],
            "deadline": _deadline(dice, received),
            "measures": [
                {"number": str(number), "text": texts.of((step,))}
                for number, step in enumerate(dice.sample(_STEPS, dice.randint(3, 8)), 1)
            ],
        },
    }


def _deadline(dice: random.Random, received: date) -> Tree:
    """A published deadline as it is read, for every third with a node on the way."""
    months = dice.randint(6, 14)
    due, node = _month_end(received, months), _month_end(received, months // 2)
    whole = f"{due.year}年{due.month}月底前"
    if dice.random() < 1 / 3:
        part = f"{node.year}年{node.month}月底前"
        nodes: Node = [{"due": Bare(node), "text": "完成排查"}, {"due": Bare(due), "text": "完成整改"}]
        return {"text": f"{part}完成排查，{whole}完成整改", "due": Bare(due), "milestones": nodes}
    return {"text": whole, "due": Bare(due)}


def _month_end(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


class _Texts:
    """Sentences about one place, each with figures of its own."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self.town, self.river = dice.choice(_TOWNS), dice.choice(_RIVERS)

    def of(self, templates: tuple[str, ...]) -> str:
        dice = self._dice
        return dice.choice(templates).format(
            town=self.town, river=self.river, n=dice.randint(12, 98), m=dice.randint(10, 60), k=dice.randint(2, 9),
            d=f"{dice.randint(2, 9)}.{dice.randint(1, 9)}", f=f"{dice.randint(1, 6)}.{dice.randint(1, 9)}",
        )  # fmt: skip


class _Acts:
    """A record that grows act by act, each one event, sealed as the program seals it, some days after the last."""

    def __init__(self, dice: random.Random, record: Tree, day: date) -> None:
        self.record, self.files = record, dict[str, bytes]()
        self._dice, self._day = dice, day
        self._texts = _Texts(dice)

    def sign(self, move: str, after: str, who: tuple[str, str], **changed: Node) -> None:
        """An event, with what it changes at the top of the record."""
        before = cast("str", self.record["status"])
        event: Tree = {
            "move": move,
            "before": before if move != "register" else None,
            "after": after,
            "by": who[0],
            "unit": who[1],
            "date": Bare(self._day),
            "at": Bare(f"{self._day}T{self._dice.randint(8, 17):02d}:{self._dice.randint(10, 59)}:00+08:00"),
        }
        history: Node = [*trail.events(self.record), {key: value for key, value in event.items() if value}]
        now = _ordered({**self.record, **changed, "status": after, "history": history})
        self.record = trail.seal(self.record if move != "register" else None, now, 1)
        self._day = min(DAY, self._day + timedelta(days=self._dice.randint(2, 14)))

    def report(self) -> None:
        """An entry of the monthly 调度; with it the first measures are done."""
        entry: Tree = {
            "month": f"{self._day:%Y-%m}",
            "date": Bare(self._day),
            "by": DOES[0],
            "text": self._texts.of(_DONE),
            "percent": Bare(self._dice.randrange(10, 95, 5)),
        }
        plan = cast("Tree", self.record["plan"])
        first, *others = cast("list[Tree]", plan["measures"])
        measures: Node = [{**first, "done_on": first.get("done_on", Bare(self._day))}, *others]
        listed: Node = [*cast("list[Node]", self.record.get("progress") or []), entry]
        self.sign("progress", "in-progress", DOES, progress=listed, plan={**plan, "measures": measures})

    def finish(self) -> None:
        """What is left of the plan is done, with one or two pieces of evidence."""
        evidence: list[Node] = []
        for kind, suffix in self._dice.sample(_PROOF, self._dice.randint(1, 2)):
            path = f"evidence/{self.record['id']}/{kind}.{suffix}"
            data = f"{kind} {self.record['title']}\n".encode() + self._dice.randbytes(self._dice.randint(200, 2000))
            self.files[path] = data
            told = {"sha256": hashlib.sha256(data).hexdigest(), "size": Bare(len(data)), "date": Bare(self._day)}
            evidence.append({"path": path, **told, "kind": kind, "by": DOES[0]})
        plan = cast("Tree", self.record["plan"])
        measures: Node = [{**one, "done_on": one.get("done_on", Bare(self._day))} for one in _entries(plan, "measures")]
        deadline = dict(cast("Tree", plan["deadline"]))
        if nodes := _entries(deadline, "milestones"):
            deadline["milestones"] = [{**one, "done_on": Bare(self._day)} for one in nodes]
        done: Tree = {**plan, "deadline": deadline, "measures": measures}
        self.sign("evidence", "in-progress", DOES, plan=done, evidence=evidence)

    def verify(self) -> None:
        """Accepted by somebody of a unit that does none of the work."""
        paths: Node = [one["path"] for one in _entries(self.record, "evidence")]
        who, unit = ACCEPTS
        act: Tree = {"date": Bare(self._day), "by": who, "unit": unit, "result": "通过", "method": "现场核查"}
        self.sign("verify", "verified", ACCEPTS, verifications=[{**act, "evidence": paths}])

    def close(self) -> None:
        """Struck off."""
        who, unit = CLOSES
        document = f"整改办〔{self._day.year}〕{self._dice.randint(1, 400)}号"
        closure: Node = [{"date": Bare(self._day), "by": who, "unit": unit, "document": document}]
        self.sign("close", "closed", CLOSES, closures=closure)


_ORDER = ("id", "uid", "title", "status", "level", "region", "fields", "source", "plan", "progress", "evidence",
          "verifications", "closures", "history")  # fmt: skip


def _ordered(record: Tree) -> Tree:
    return {key: record[key] for key in _ORDER if key in record}


def _entries(tree: Tree, key: str) -> list[Tree]:
    return cast("list[Tree]", tree.get(key) or [])
