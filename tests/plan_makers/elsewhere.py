"""Documents that are no list: news, laws, figures, general plans, notices of posts. Nothing may be found in them."""

from __future__ import annotations

from random import Random

from plan_makers.content import matter, place
from plan_makers.numbers import chinese
from plan_makers.pages import Printed, chrome_above
from plan_makers.wording import foot

_KINDS = ("召开督察整改推进会", "生态环境保护条例", "督察整改工作情况通报", "督察整改方案", "督察整改工作方案")
_LAW_WHO = ("县级以上人民政府应当", "排污单位应当", "任何单位和个人不得")
_LAW_WHAT = ("加强生态环境保护工作的领导", "按照规定排放污染物", "在保护区内新建排污口")
_BINDS = (
    "各级党委、政府要把整改工作作为重大政治任务，层层压实责任。",
    "坚持问题导向，逐项明确整改目标、责任单位和完成时限。",
    "到2025年，空气质量优良天数比率达到92.3%以上。", "加快补齐环境基础设施短板，推进污水管网建设。",
    "对整改不力的单位和责任人严肃追究责任。", "及时公开整改方案、整改进度、整改措施落实情况，接受社会监督。",
)  # fmt: skip
_CHAPTERS = ("指导思想", "基本原则", "工作目标", "主要措施", "组织保障", "整改目标", "重点任务")
_POINTS = ("提高政治站位", "压实整改责任", "严格督导检查", "强化信息公开", "加强组织领导", "打好碧水保卫战")


def no_list(seed: int) -> Printed:
    """N: a text about inspections and their rectification in which no issue is listed."""
    rng, made = Random(f"N{seed}"), Printed("N", seed)
    home = place(rng, "市")
    subject = rng.choice(_KINDS)
    for line in chrome_above(rng, f"{home}{subject}"):
        made.say(line)
    for line in rng.choice((_news, _law, _figures, _plan, _plan, _names))(rng, home):
        made.say(line)
    foot(made, rng)
    return made


def _news(rng: Random, home: str) -> list[str]:
    one = matter(rng)
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    return [
        f"{day}，{home}召开生态环境保护督察反馈问题整改工作推进会，研究部署下一步工作。",
        f"会议指出，{one.finding}各级各部门要提高站位，压实责任。",
        f"会议强调，要对照整改目标、整改时限和整改措施，一是加强领导；二是狠抓落实；三是严肃问责。{one.goal}",
        "会议要求，责任单位要主动认领任务，督导单位要加强指导。市直有关部门负责人参加会议。",
    ]


def _law(rng: Random, home: str) -> list[str]:
    count = rng.randint(6, 15)
    articles = [f"第{chinese(at)}条 {rng.choice(_LAW_WHO)}{rng.choice(_LAW_WHAT)}。" for at in range(1, count)]
    return ["第一章 总则", *articles, f"第{chinese(count)}条 {home}行政区域内适用本条例。"]


def _figures(rng: Random, home: str) -> list[str]:
    total, done = rng.randint(40, 90), rng.randint(10, 39)
    return [
        f"截至目前，督察组向{home}移交群众信访举报件{total}件，已办结{done}件，正在办理{total - done}件。",
        "其中水污染12件、大气污染15件、噪声8件。责令整改9家，立案处罚3家，约谈2人。",
        "下一步，将持续加大整改力度，确保按期完成整改任务。",
    ]


def _plan(rng: Random, home: str) -> list[str]:
    """A general plan: chapters and points, as sources B 2 to 5, but no issue."""
    lines = [f"为切实抓好督察反馈意见整改工作，结合{home}实际，制定本方案。"]
    for at, chapter in enumerate(rng.sample(_CHAPTERS, 4), 1):
        lines.append(f"{chinese(at)}、{chapter}")
        points = rng.sample(_POINTS, rng.randint(2, 4))
        lines += [f"（{chinese(n)}）{point}。{''.join(rng.sample(_BINDS, 2))}" for n, point in enumerate(points, 1)]
    return lines


def _names(rng: Random, home: str) -> list[str]:
    lines = [f"{home}生态环境保护督察整改工作领导小组组成人员名单", "组长：张三", "副组长：李四", "成员：王五"]
    return [*lines, "领导小组办公室设在市生态环境局。", f"联系电话：0000-000000{rng.randint(1, 9)}"]
