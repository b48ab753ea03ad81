"""Sentences of plans that set nothing: distances, thresholds, papers, what was done, what there is."""

from __future__ import annotations

from task_words import YEAR, Made, Maker


def plain(maker: Maker) -> Made:
    return Made(
        maker.one(
            "加强扬尘管控,推进绿色施工",
            "坚持党政同责、一岗双责,层层压实责任",
            "深入推进源头治理,不断完善长效机制",
            "加大执法力度,严厉打击环境违法行为",
            "广泛开展宣传教育,营造良好氛围",
            f"大力推进{maker.place()}生态修复,打造美丽河湖",
            "严格落实“三线一单”要求,优化产业布局",
            "强化部门协作,定期通报进展情况",
            "鼓励公众参与监督,畅通举报渠道",
            "落实《中华人民共和国水污染防治法》有关规定",
        )
    )


def distance(maker: Maker) -> Made:
    number = maker.number(50, 900)
    return Made(
        maker.one(
            f"{maker.place()}周边{number}米范围内禁止新建化工项目",
            "沿江1公里范围内不再审批重化工项目",
            f"加强距居民区不足{number}米企业的日常监管",
            f"饮用水源取水口上游{number}米水域严禁排污",
            f"对干线公路两侧{number}米可视范围内的裸露地块加强管控",
            f"城区外围{maker.number(3, 20)}公里以内的砂石场加强扬尘监管",
            f"合理设置{number}米卫生防护距离",
        )
    )


def threshold(maker: Maker) -> Made:
    return Made(
        maker.one(
            f"对{maker.number(2, 9)}000平方米及以上建筑工地加强监管",
            f"{maker.number(2, 35)}蒸吨及以上燃煤锅炉实施超低排放改造",
            f"年用煤量{maker.number(1, 9)}000吨以上的企业纳入重点监管",
            f"日处理能力{maker.number(10, 90)}吨以上的处理设施规范运行",
            f"推进{maker.number(5, 20)}00平方米以上餐饮企业安装油烟净化设施",
            f"年销售汽油量大于{maker.number(2, 8)}000吨的加油站加强油气回收管理",
            f"强化{maker.number(200, 600)}总吨以上船舶污染防治",
        )
    )


def capacity(maker: Maker) -> Made:
    return Made(
        maker.one(
            f"{maker.place()}污水处理厂设计能力{maker.number(1, 20)}万吨/日,要加强运行管理",
            f"加强{maker.place()}填埋场(库容{maker.number(20, 90)}万立方米)渗滤液监管",
            f"{maker.place()}电厂装机容量{maker.number(2, 9)}0万千瓦,严格落实环保要求",
            f"规范{maker.place()}垃圾焚烧厂(日处理{maker.number(3, 9)}00吨)运行管理",
        )
    )


def paper(maker: Maker) -> Made:
    year, number = maker.number(2015, 2024), maker.number(1, 400)
    return Made(
        maker.one(
            f"按照《关于加强排污口监管的通知》(苏环办〔{year}〕{number}号)要求,加强排污口监管",
            f"严格执行GB{number + 10000}-{year}标准",
            f"贯彻《{YEAR + 6}年前碳达峰行动方案》,推进绿色转型",
            f"深入学习《{maker.place()}打好污染防治攻坚战三年行动计划(2023—2025年)》",
            f"落实《条例》第{maker.number(3, 60)}条规定,严肃查处违法行为",
            f"认真落实市委〔{year}〕{number}号文件精神",
        )
    )


def past(maker: Maker) -> Made:
    thing, unit = maker.counted()
    number, other = maker.number(), maker.number(10, 90)
    low = f"0.{maker.number(10, 30)}"
    return Made(
        maker.one(
            f"截至{YEAR - 1}年底,已建成{thing}{number}{unit},污水处理率达到{other}%",
            f"去年全市完成{thing}{number}{unit},超额完成年度任务",
            f"{YEAR - 2}年至{YEAR - 1}年,总磷浓度由{low}毫克/升上升至0.{maker.number(31, 60)}毫克/升",
            f"近年来,全县累计投入资金{number}万元,空气质量明显改善",
            f"{YEAR - 1}年完成{thing}整治{number}{unit}",
            f"目前,全市已淘汰{thing}{number}{unit}",
            f"共排查出问题{number}个,已全部移交属地",
            f"检查发现{other}家企业未按要求安装治污设施",
            f"“十三五”以来,累计完成造林{number}万亩",
            f"我局召开了全系统动员大会,部署了{maker.number(3, 9)}项重点工作",
            f"上年空气优良率仅为{other}.{maker.number(1, 9)}%,低于全省平均水平",
        )
    )


def state(maker: Maker) -> Made:
    return Made(
        maker.one(
            f"全县总面积{maker.number(300, 2000)}平方公里,辖{maker.number(5, 20)}个乡镇",
            f"辖区现有工业企业{maker.number(20, 400)}家,涉及{maker.number(3, 9)}大行业",
            f"{maker.number(60, 80)}岁以上老人占常住人口的{maker.number(10, 30)}%",
            f"成立由县长任组长的领导小组,下设{maker.number(3, 6)}个专项工作组",
            f"该项目总投资{maker.number(2, 30)}亿元,占地{maker.number(30, 300)}亩",
            "落实施工工地“六个百分之百”要求",
            f"推进“{maker.number(3, 9)}个100%”防尘措施落实",
            f"紧盯{maker.number(10, 40)}项考核指标,强化过程管理",
            f"聚焦{maker.number(3, 9)}个重点领域,补短板强弱项",
            f"{YEAR}年我县生态环境工作的总体要求是全面贯彻新发展理念",
            f"{YEAR}年是打好污染防治攻坚战的关键一年",
            f"坚持“{maker.number(2, 9)}个不放过”原则",
            "做到“一企一策”“一口一档”",
            f"流域内{maker.number(20, 80)}%的耕地位于坡地",
            "用好三项机制,打好四大战役",
            f"结合{YEAR}年目标任务分解表和实际,制定本方案",
        )
    )
