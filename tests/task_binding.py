"""Sentences that bind somebody to a day or a number, with what they set."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from task_words import YEAR, Made, Maker, Task


def dated(maker: Maker) -> Made:
    words, due = maker.day()
    work = maker.work()
    return Made(f"{maker.frame()}{words}{work}{maker.tail()}", (Task(work, due),))


def amount(maker: Maker) -> Made:
    thing, unit = maker.counted()
    number = str(maker.number())
    act, place = maker.act(), maker.place()
    core = maker.one(
        f"{act}{place}{thing}{number}{unit}",
        f"{act}{number}{unit}{thing}",
        f"{act}{place}等{number}{unit}{thing}{maker.one('任务', '工作', '')}",
        f"{place}{act}{thing}{number}{unit}",
    )
    wanted = ((Decimal(number), unit),)
    if maker.random.random() < 0.5:
        return Made(f"{maker.frame()}{core}{maker.tail()}", (Task(core, amounts=wanted),))
    words, due = maker.day()
    return Made(f"{maker.frame()}{words}{core}{maker.tail()}", (Task(core, due, amounts=wanted),))


def passive(maker: Maker) -> Made:
    thing, unit = maker.counted()
    number = str(maker.number())
    words, due = "", None
    if maker.random.random() < 0.5:
        words, due = maker.day()
    words = words.strip(",")
    end = maker.one("全部整改到位", "全面完成整治", "全部销号", "实现达标排放", "全部关停退出")
    core = f"{number}{unit}{thing}{words}{end}"
    lead = maker.one("", "对列入清单的", "市级挂牌督办的", "排查发现的")
    return Made(f"{lead}{core}", (Task(core, due, amounts=((Decimal(number), unit),)),))


def measured(maker: Maker) -> Made:
    clause, wanted = maker.target()
    if maker.random.random() < 0.5:
        return Made(f"{maker.frame()}{clause}{maker.tail()}", (Task(clause, indicators=(wanted,)),))
    words, due = maker.day()
    return Made(f"{maker.frame()}{words}{clause}{maker.tail()}", (Task(clause, due, indicators=(wanted,)),))


def several_measured(maker: Maker) -> Made:
    words, due = maker.day()
    clauses = [maker.target() for _ in range(maker.number(2, 4))]
    text = words + ",".join(clause for clause, _ in clauses)
    return Made(text, (Task(clauses[0][0], due, indicators=tuple(wanted for _, wanted in clauses)),))


def changed(maker: Maker) -> Made:
    name = maker.one(
        "化学需氧量排放量", "煤炭消费总量", "化肥施用量(折纯)", "单位产值用水量", "重污染天数", "信访投诉件"
    )
    base = maker.number(2015, 2023)
    value = maker.value("%")
    words = maker.one("比", "较")
    fell = maker.random.random() < 0.7
    verb = maker.one("下降", "减少", "削减") if fell else maker.one("提高", "提升", "增长")
    name = name if fell else maker.one("新能源车占比", "再生水利用量", "电能占终端能源消费比重")
    core = f"{name}{words}{base}年{verb}{value}%{maker.one('', '以上')}"
    by, due = maker.day()
    wanted = ("下降" if fell else "上升", Decimal(value), "%", base)
    return Made(f"{by}{core}{maker.tail()}", (Task(core, due, indicators=(wanted,)),))


def two_days(maker: Maker) -> Made:
    first, second = sorted(maker.random.sample(range(1, 13), 2))
    one, other = maker.work(), maker.work()
    days = tuple(date(YEAR, month, monthrange(YEAR, month)[1]) for month in (first, second))
    text = f"{maker.frame()}{first}月底前{one},{second}月底前{other}"
    return Made(text, (Task(f"{first}月底前{one}", days[1], days),))


def stages(maker: Maker) -> Made:
    thing = maker.one("网格片区整治", "村庄污水治理", "老旧小区雨污分流", "排口整治")
    numbers = [str(maker.number(2, 90)) for _ in range(3)]
    sign = maker.one(",", ";")
    text = sign.join(
        f"{YEAR + at}年{maker.one('完成', '有序推进', '全面完成')}{number}个{thing}"
        for at, number in enumerate(numbers)
    )
    days = tuple(date(YEAR + at, 12, 31) for at in range(3))
    return Made(text, (Task(thing, days[-1], days, amounts=tuple((Decimal(number), "个") for number in numbers)),))


def share_of_whole(maker: Maker) -> Made:
    thing, unit = maker.counted()
    whole, part = str(maker.number(60, 400)), str(maker.number(2, 50))
    act, when = maker.one("整治", "治理", "改造"), maker.one("年内", "今年")
    core = f"全面完成{whole}{unit}{thing}{act}任务({when}完成{part}{unit})"
    return Made(
        core + maker.tail(), (Task(core, date(YEAR, 12, 31), amounts=((Decimal(whole), unit), (Decimal(part), unit))),)
    )


def water(maker: Maker) -> Made:
    sign, value = maker.random.choice([("Ⅱ", 2), ("Ⅲ", 3), ("Ⅳ", 4), ("三", 3), ("四", 4)])
    river = maker.one("青岭河", "白鹭湖", "云溪江") + maker.one("出境断面", "考核断面", "")
    core = f"{river}水质{maker.one('稳定达到', '达到', '达到或优于')}{sign}类{maker.one('', '标准')}"
    words, due = maker.day()
    return Made(words + core + maker.tail(), (Task(core, due, indicators=(("≤", Decimal(value), "类", None),)),))


def rhythm(maker: Maker) -> Made:
    core = maker.one(
        "每季度召开一次会商会议",
        "每月调度一次整改进展",
        "每半年开展1次应急演练",
        "每年组织一次专项督查",
        "每周巡查1次重点断面",
        "每月25日前报送进展情况",
        "每季度向社会公布一次监测结果",
    )
    lead = maker.one("", "健全工作机制,", "市整改办", "领导小组办公室")
    return Made(lead + core, (Task(core),))


def enumerated(maker: Maker) -> Made:
    parts, tasks = [], []
    for number in "一二三四"[: maker.number(3, 4)]:
        plain = maker.random.random() < 0.4
        made = (
            Made(maker.one("强化源头约束", "加强组织领导", "深化部门联动", "严格执法监管", "推进绿色产业发展"))
            if plain
            else maker.random.choice([simple_amount, simple_dated, simple_measured])(maker)
        )
        parts.append(f"{number}是{made.text}")
        tasks += made.tasks
    return Made(f"{maker.one('主要抓好以下工作:', '重点任务有:', '')}{maker.one(';').join(parts)}", tuple(tasks))


def simple_amount(maker: Maker) -> Made:
    thing, unit = maker.counted()
    number = str(maker.number())
    core = f"{maker.act()}{maker.place()}{thing}{number}{unit}"
    return Made(core, (Task(core, amounts=((Decimal(number), unit),)),))


def simple_dated(maker: Maker) -> Made:
    words, due = maker.day()
    work = maker.work()
    return Made(words + work, (Task(work, due),))


def simple_measured(maker: Maker) -> Made:
    clause, wanted = maker.target()
    return Made(clause, (Task(clause, indicators=(wanted,)),))


def semicolons(maker: Maker) -> Made:
    words, due = (
        f"{maker.one('到', '')}{YEAR + 1}年底前," if maker.random.random() < 0.5 else f"到{YEAR + 1}年,",
        date(YEAR + 1, 12, 31),
    )
    words = words.replace("到2025年底前,", "2025年底前,")
    made = [simple_amount(maker), simple_measured(maker)]
    maker.random.shuffle(made)
    tasks = tuple(
        Task(one.tasks[0].words, due, amounts=one.tasks[0].amounts, indicators=one.tasks[0].indicators) for one in made
    )
    return Made(words + ";".join(one.text for one in made), tasks)


def then_and_now(maker: Maker) -> Made:
    thing, unit = maker.counted()
    past, wanted = str(maker.number()), str(maker.number())
    words = maker.one(
        f"去年已完成{past}{unit},今年再完成{thing}{wanted}{unit}",
        f"在去年完成{past}{unit}的基础上,{YEAR}年新增{thing}{wanted}{unit}",
        f"目前已建成{past}{unit},力争{YEAR}年底前再新建{thing}{wanted}{unit}",
    )
    return Made(words, (Task(f"{thing}{wanted}{unit}", date(YEAR, 12, 31), amounts=((Decimal(wanted), unit),)),))


def blanked(maker: Maker) -> Made:
    work = maker.work()
    words = maker.one("20_年底前", "20-年底前", "20xx年底前", "20_年8月底前", "20-9月底前", "X月底前", "到20_年底,")
    return Made(words + work, (Task(work, damaged=True),))


def started(maker: Maker) -> Made:
    month = maker.number(1, 12)
    core = f"{YEAR}年{month}月1日起,{maker.one('执行国六排放标准', '实施差别化电价', '停止审批新建燃煤锅炉')}"
    return Made(core, (Task(core),))
