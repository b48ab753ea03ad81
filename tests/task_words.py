"""The words of annual plans for the makers of sentences: places, works, things, days, targets; all invented."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

YEAR = 2024


@dataclass(frozen=True)
class Task:
    """What a careful reader would put into the table."""

    words: str
    """Part of the sentence, enough to know it by."""
    due: date | None = None
    days: tuple[date, ...] = ()
    damaged: bool = False
    amounts: tuple[tuple[Decimal, str], ...] = ()
    indicators: tuple[tuple[str, Decimal, str, int | None], ...] = ()


@dataclass(frozen=True)
class Made:
    """A sentence and its tasks; none where nothing is bound."""

    text: str
    tasks: tuple[Task, ...] = ()


@dataclass
class Maker:
    """One random writer."""

    random: Random
    made: list[Made] = field(default_factory=list)

    def one(self, *choices: str) -> str:
        return self.random.choice(choices)

    def number(self, low: int = 2, high: int = 400) -> int:
        return self.random.randint(low, high)

    def place(self) -> str:
        first = self.one("青岭", "云溪", "临湖", "石坪", "白鹭", "南屏", "东湾", "梅岗", "北郊", "柳荫")
        return first + self.one("河", "县", "镇", "工业园", "街道", "流域", "村", "片区", "新区", "")

    def day(self) -> tuple[str, date]:
        """A limit as offices write it, and the day."""
        month = self.random.randint(1, 12)
        end = date(YEAR, month, monthrange(YEAR, month)[1])
        day = self.random.randint(1, 28)
        return self.random.choice(
            [
                (f"{month}月底前", end),
                (f"{month}月底", end),
                (f"{month}月{day}日前", date(YEAR, month, day)),
                (f"{YEAR}年{month}月底前", end),
                (f"{YEAR}年{month}月{day}日前", date(YEAR, month, day)),
                (f"{YEAR}年底前", date(YEAR, 12, 31)),
                ("年底前", date(YEAR, 12, 31)),
                ("年内", date(YEAR, 12, 31)),
                (f"{YEAR}年", date(YEAR, 12, 31)),
                (f"{YEAR}年,", date(YEAR, 12, 31)),
                (f"到{YEAR}年底,", date(YEAR, 12, 31)),
                (f"到{YEAR + 1}年,", date(YEAR + 1, 12, 31)),
                (f"力争到{YEAR + 1}年底", date(YEAR + 1, 12, 31)),
                ("上半年", date(YEAR, 6, 30)),
                ("三季度末前", date(YEAR, 9, 30)),
                ("今年", date(YEAR, 12, 31)),
                ("“十四五”末", date(2025, 12, 31)),
            ]
        )

    def act(self) -> str:
        """A verb that acts on counted things."""
        return self.one(
            "完成",
            "建成",
            "新建",
            "改造",
            "整治",
            "关停",
            "淘汰",
            "取缔",
            "拆除",
            "更新",
            "新增",
            "安装",
            "创建",
            "培育",
            "封堵",
            "疏浚",
            "修复",
            "全面完成",
            "力争建成",
            "计划新建",
            "实施",
            "排查",
            "清理",
            "推广",
            "购置",
        )

    def counted(self) -> tuple[str, str]:
        """Things and how they are counted."""
        return self.random.choice(
            [
                ("燃煤锅炉", "台"),
                ("污水管网", "公里"),
                ("入河排污口", "个"),
                ("农村公厕", "座"),
                ("黑臭水体", "条"),
                ("“散乱污”企业", "家"),
                ("新能源公交车", "辆"),
                ("废弃矿山", "处"),
                ("老旧小区", "个"),
                ("造林绿化", "亩"),
                ("污水处理厂", "座"),
                ("老旧渔船", "艘"),
                ("加油站", "座"),
                ("村庄", "个"),
                ("河道", "公里"),
                ("油气回收装置", "套"),
                ("雨污混接点", "处"),
                ("重点企业", "户"),
                ("退化草原", "万亩"),
                ("监测站点", "个"),
                ("突出环境问题", "个"),
                ("信访积案", "件"),
                ("治理项目", "项"),
            ]
        )

    def work(self) -> str:
        """What is done by a day, without a number."""
        place = self.place()
        return self.random.choice(
            [
                f"完成{place}排口排查建档",
                f"建成{place}空气自动站",
                f"制定{place}综合整治方案",
                f"完成{place}化工企业搬迁",
                f"启动{place}管网改造",
                f"全面完成{place}禁养区清理",
                f"实现{place}在线监控联网",
                f"出台{place}扬尘管控办法",
                f"基本消除{place}劣Ⅴ类断面",
                f"完成{place}污染源普查数据审核",
                f"建立{place}河长巡查制度",
                f"摸清{place}小微水体底数",
                f"取缔{place}非法码头",
                f"{place}污水处理厂投入运行",
                f"{place}餐厨废弃物处置项目开工建设",
                f"编制完成{place}“一河一策”方案",
                f"将{place}整治情况报市整改办",
                f"完成{place}生态保护红线勘界定标",
            ]
        )

    def measured(self) -> tuple[str, str, tuple[str, ...]]:
        """What is measured, its unit, and the sides on which a target may be set."""
        up, down = ("≥",), ("≤",)
        return self.random.choice(
            [
                ("城区污水集中收集率", "%", up),
                ("空气质量优良天数比例", "%", up),
                ("生活垃圾无害化处理率", "%", up),
                ("秸秆综合利用率", "%", up),
                ("森林覆盖率", "%", up),
                ("危险废物安全处置率", "%", up),
                ("公众对生态环境的满意度", "%", up),
                ("再生水利用率", "%", up),
                ("绿色建筑占新建建筑比例", "%", up),
                ("畜禽粪污资源化利用率", "%", up),
                ("细颗粒物(PM2.5)年均浓度", "微克/立方米", down),
                ("总磷年均浓度", "毫克/升", down),
                ("平均降尘量", "吨/月·平方公里", down),
                ("氮氧化物排放浓度", "mg/m3", down),
                ("重污染天数", "天", down),
                ("劣Ⅴ类断面比例", "%", down),
                ("万元产值能耗", "吨标准煤", down),
                ("用水总量", "亿立方米", down),
                ("建成区绿地面积", "公顷", up),
                ("湿地保护面积", "万亩", up),
            ]
        )

    def value(self, unit: str) -> str:
        if unit == "%":
            return self.random.choice([str(self.number(10, 99)), f"{self.number(10, 99)}.{self.number(1, 9)}"])
        return self.random.choice([str(self.number(2, 90)), f"{self.number(1, 90)}.{self.number(1, 9)}"])

    def target(self) -> tuple[str, tuple[str, Decimal, str, int | None]]:
        """An indicator's clause and what it sets."""
        name, unit, sides = self.measured()
        value = self.value(unit)
        side = self.random.choice(sides)
        if side == "≥":
            words = self.one(
                f"达到{value}{unit}以上",
                f"不低于{value}{unit}",
                f"达到{value}{unit}",
                f"稳定在{value}{unit}以上",
                f"达{value}{unit}",
                f"提高到{value}{unit}以上",
                f"不少于{value}{unit}",
                f"保持在{value}{unit}以上",
            )
        else:
            words = self.one(
                f"不高于{value}{unit}",
                f"控制在{value}{unit}以内",
                f"降至{value}{unit}以下",
                f"不超过{value}{unit}",
                f"控制在{value}{unit}以下",
                f"下降到{value}{unit}",
                f"不大于{value}{unit}",
            )
        return f"{self.one('', '确保', '力争')}{name}{words}", (side, Decimal(value), unit, None)

    def frame(self) -> str:
        """Words before a task that bind nothing."""
        return self.one(
            "",
            "",
            "",
            "",
            f"按照《{self.place()}水环境治理实施方案(2023—2025年)》要求,",
            f"根据市政府统一部署({self.one('苏', '浙', '闽')}环发〔{self.number(2015, 2024)}〕{self.number(1, 99)}号),",
            "以改善环境质量为核心,",
            "坚持问题导向,",
            f"围绕{YEAR + 1}年底基本消除黑臭水体的目标,",
            "加快补齐基础设施短板,",
            "持续推进污染减排,",
            "突出源头治理,强化部门联动,",
            "对照省级反馈意见,",
            f"深入实施“{self.number(100, 999)}”行动,",
            f"对已完成整治的{self.place()}加强管护,",
        )

    def tail(self) -> str:
        """Words behind a task that bind nothing."""
        return self.one(
            "",
            "",
            "",
            ",加强日常监管",
            ",严防反弹",
            ",建立长效机制",
            ",并向社会公开",
            ",不断提升治理水平",
            ",主动接受群众监督",
        )
