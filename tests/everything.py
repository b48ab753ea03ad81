"""One ledger with something of everything that an office keeps: what `docs/mechanisms.md` names, it can show.

Beside the five issues of `house`: three petitions, one of them closed, thirteen books, three objects, a plan, three
indicators, a meeting with a late decision, a checklist filled in, a leader's own issue, 挂牌督办, 约谈 and 问责.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import house

MEETING = "2026-05-06-调度会"
BOOKS = (
    "信访件", "黑臭水体", "污染地块", "入河排污口", "散乱污企业", "一企一策VOCs", "扬尘工地", "年度目标任务",
    "责任追究", "挂牌督办", "举一反三排查", "危险废物贮存", "损害赔偿",
)  # fmt: skip
PUBLISHED = """某县督察整改方案

一、红旗河沿岸直排。
责任单位：县水务局
督导单位：市生态环境局
整改目标：消除直排
整改时限：2026年9月底前
整改措施：封堵直排口，完成清淤3公里。

二、扬尘管控不到位。
责任单位：县住建局
督导单位：市生态环境局
整改目标：扬尘达标
整改时限：立行立改，并长期坚持
整改措施：开展专项检查。
"""
STEPS = f"""
object new 红旗河 --kind 水体 --owner 河长=张三（副镇长） --set 行政区域=红旗镇
object new 宏达塑料厂 --kind 企业 --set 行政区域=红旗镇东村
object new 宏达塑料厂烘干线 --kind 设施 --set 所属对象=宏达塑料厂
plan new --object 红旗河 --measure 清淤3公里=2026年6月底前 --measure 每月巡河=长期坚持
edit 1 --object 红旗河 --set 对象方案=红旗河-一河一策 --set 包案领导=某甲
edit 1 --set disclosure.1.kind=整改方案 --set disclosure.1.date=2026-05-18 --set disclosure.1.medium=某县政府网
edit 2 --set 问题成因=工程建设
edit 1 --set 措施.1.资金（万元）=120.5
new 夜间恶臭扰民 --set 问题来源=信访 --set 受理编号=D3SX202605140018 --set 信访类别=投诉请求 --set 环境要素=大气
new 同一处恶臭 --set 问题来源=信访 --set 受理编号=X3SX202605160011 --set 重复件=7
revisit 6 --satisfaction 满意
indicator new PM2.5 --unit 微克/立方米 --rule 不高于29.5 --rule 只能更好不能变坏 --base 2020=33 --set 年度取值=平均
indicator record PM2.5 29.8 --at 2026-04 --source 公报
indicator new 网格片区整治 --kind 工程量 --unit 个 --total 72 --year 2024=22 --year 2025=37 --year 2026=13
indicator new 红旗河断面 --kind 水质类别 --rule 达到Ⅲ类 --issue 4 --set 对象=红旗河
meeting new --kind 调度会 --date 2026-05-06 --chair 张三 --topic 红旗河整治=ISSUE-001
meeting decide {MEETING} 封堵直排口 --unit 县水务局 --by 5月15日前 --about ISSUE-001
new 某湖围垦失察 --book 责任追究 --set 移交文号=移〔2026〕1号 --set 移交日期=2026-05-01
new 废矿物油 --book WF --set 贮存单位=宏达塑料厂 --set 废物类别=HW08 --set 贮存开始日期=2025-04-01 --set 贮存量=3.5
new 倾倒污泥案 --book 损害赔偿 --set 赔偿义务人=宏达塑料厂 --set 赔偿权利人=市生态环境局 --set 线索来源=督察
edit PC-001 --set 赔偿金额=86 --set 已到账金额=40
supervise add ISSUE-001 挂牌督办 --level 省 --due 2026-12-31 --document 某环督〔2026〕3号 --why 久拖不决
supervise add ISSUE-001 约谈 --why 进度滞后
accountability add ISSUE-001 --kind 诫勉 --of 县水务局 --post 分管副局长 --number 1 --authority 县纪委监委 --case ZR-001
checklist take 表.yaml
book add 两违三乱
edit 1 --set 问题成因=思想认识 --set 关联问题=ISSUE-005
edit 1 --set disclosure.2.kind=典型案例 --set disclosure.2.date=2026-05-19 --set disclosure.2.medium=某县政府网
edit 2 --set 工程类=是
edit 5 --object 红旗河
edit 7 --set 问题成因=责任落实 --set 信访等级=重大 --set 风险等级=高 --set 越级=是 --set 整改时限=2026年5月27日前
edit 8 --set 问题成因=整改不到位
new 红旗河青石镇段水质超标 --set 上级问题=ISSUE-001 --set 整改目标=水质达到Ⅲ类 --measure 清淤2公里 --measure 封堵直排口
new 烘干房改造 --set 问题来源=突出环境问题清单 --set 整改时限=2026年6月底前完成方案，2026年12月底前完成整改
object new 红旗河东断面 --kind 断面
object new 红旗河1号排口 --kind 排口
object new 城南管控区 --kind 管控区
object new 东岛 --kind 海岛
object new 南湾 --kind 海湾
plan new --object 红旗河东断面 --measure 设浮标站=2026年6月底前
plan new --object 红旗河1号排口 --measure 雨污分流=2026年6月底前
plan new --object 城南管控区 --measure 风险评估=2026年6月底前
plan new --object 东岛 --measure 清理垃圾=2026年6月底前
plan new --object 南湾 --measure 整治养殖=2026年6月底前
object edit 宏达塑料厂 --set 属性.环境信用评价=黑名单
object edit 宏达塑料厂 --struck-off 2026-05-10 --why 关停取缔
object new 宏达塑料制品厂 --kind 企业 --set 行政区域=红旗镇东村 --set since=2026-05-15
indicator new 重污染天数 --unit 天 --rule 比2015年下降25% --base 2015=20 --by 2026-12-31
indicator new 涉气重复信访 --unit 件 --rule 比上年下降20% --base 2025=50 --by 2026-12-31
indicator record 红旗河断面 Ⅳ类 --at 2026-04 --source 监测站
meeting new --kind 环境质量分析会议 --date 2026-05-07 --chair 张三 --topic 断面水质
supervise add ISSUE-005 专项督察 --why 巡河记录不全
lookback record 4 --rebound --text 雨天又有污水溢流
units add 整改督导组
units add 案件查办组
"""
BOOK = """title: 两违三乱清单
prefix: LW
states: [列入清单, 整治, 待销号, 已拆除]
"""
TOLD_OTHERWISE = {
    "kind: 省级督察": "kind: 信访",
    "fields:": "objects: [红旗河]\nfields:",
    "result: 通过,": "result: 通过, method: 联合验收, joint: [{unit: 县人民政府, by: zhao}],",
}
"""What the closed petition says otherwise than the house's closed finding."""
SETTLED = "petition: {number: D3SX202601040018, verdict: 属实, settled: 已办结}\n"
FORM = """checklist: 五不放过
site: 红旗河
date: 2026-05-18
inspectors: 张三、李四
results:
"""


def build(folder: Path, run: Callable[..., CompletedProcess[str]]) -> Path:
    """The ledger, made with the program itself: whatever it refuses here is told with what it said."""
    house.build(folder)
    petition = house.finished(6, "养殖场臭气", "closed", house.CLOSURE) + house.CLOSING + SETTLED
    for old, new in TOLD_OTHERWISE.items():
        petition = petition.replace(old, new)
    (folder / "issues/ISSUE-006.yaml").write_text(petition, "utf-8")
    house.put(folder / "evidence/ISSUE-006/after.jpg", house.PHOTO)
    house.put(folder / "templates/books/两违三乱.yaml", BOOK.encode())
    (folder / "方案.txt").write_text(PUBLISHED, "utf-8")
    answers = "".join(f'  - {{number: "{at}", outcome: 合格}}\n' for at in range(1, 6))
    (folder / "表.yaml").write_text(FORM + answers, "utf-8")
    opened = [f"book add {name}" for name in BOOKS]
    for line in (*opened, *STEPS.strip().splitlines()):
        done = run(*shlex.split(line), cwd=folder, env={"LEDGER_USER": "zhang"})
        assert done.returncode == 0, f"ledger {line}\n{done.stdout}{done.stderr}"
    by_hand = folder / "issues/ISSUE-010.yaml"  # a node that nobody moved by a command
    by_hand.write_text(by_hand.read_text("utf-8").replace("due: 2026-06-30", "due: 2026-07-31"), "utf-8")
    done = run("adopt", "10", "--why", "节点推迟", cwd=folder, env={"LEDGER_USER": "zhang"})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
