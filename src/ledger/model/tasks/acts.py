"""The verbs with which plans bind somebody, and those that only describe."""

from __future__ import annotations

import re

from ledger.model.extract.wording import either

_REACHING = (
    "完成 建成 实现 达到 达标 达 建立 健全 形成 通过 覆盖 全覆盖 联网 并网 接管 接入 做好 到位 补齐 摸清 查清 "
    "填补 突破 初步 居于 成为 建好 取得 改善 解决 消除 杜绝 清零 清除 销号 办结 验收 移交 交付 提交 报送 上报 "
    "整改到位 整治到位 落实到位 初见成效 兑现 "
    "完工 禁止 进行 停止"
)
_WRITING = "制定 制订 编制 出台 印发 发布 修订 设立 划定 核发 发放 公布 公开 通报 报告 汇报"
_BUILDING = (
    "新建 新增 改建 扩建 迁建 新改建 扩容 改造 更新 更换 安装 配备 购置 竣工 开工 启动 开通 启用 运行 投产 投运 "
    "投用 投入使用 投入运行 通车 通水 通气 通航 开诊 开园 开业 封顶 开学 点火 上线 挂牌 创成 创建成 争创 可用"
)
_ENDING = (
    "淘汰 关停 关闭 关转 关闭退出 取缔 拆除 搬迁 退出 清退 清理 清运 封堵 封场 闭库 转产 转型 替代 清洁化 回收 问责"
)
_MENDING = "整改 整治 修复 恢复"
_LESSENING = "控制 降至 降低 下降 减少 削减 压减 提高到 提升到 提升 提高 增加 保持 稳定在"
_CARRYING_OUT = (
    "召开 举办 开展 实施 执行 施行 推进 推动 推行 推广 组织 调度 会商 演练 巡查 督查 考核 点评 上缴 补助 评估 排查 "
    "调查 普查 审核"
)
_ALSO_NOUNS = "建设 治理 监测 检查 研究 供应 培训"
_COUNTED = (
    "打造 培育 引进 招引 招商 扩大 扩种 补种 种植 造林 绿化 栽植 疏浚 清淤 疏通 铺设 敷设 布设 设置 增设 添置 投放 "
    "增补 升级 提标 转运 消纳 抽查 抽检 走访 帮扶 宣讲 核查 复查 确保 守住 保障 力争 争取 力保 选树 评选 创建 拆违 "
    "复绿 复垦 退耕 放流 改厕 改电 改气 报废 下达 落实 调整 申报 对接 签约 立案 查处 巩固 稳定 支持 扶持 资助 表彰 "
    "打通 贯通 采购 购买 租赁 配置 架设 开设 开辟 补植 亮化 硬化 清查 清洗 检修 维修 抚育 安置 吸纳 引育 孵化 遴选 "
    "推出 编写 编印 刊发 曝光 约谈 通报 侦办 受理 抽测 采样 登记 颁发 授牌 配齐 配足 组建 聘请 招录 招募 "
    "新改扩建 督办 化解 调处 接访 压降 除险 加固 认定 出动 净增 入库 管控 减排 供水 复核 认证 签订 选派 招聘 轮训"
)
_COUNTED_ALSO_NOUNS = "处置 处理 利用 监管 保护 管护 储备 收集 示范 发展"
_SHORT = r"[建改种设创拆关治修]了?$"
"""Verbs of one letter count only right before the number."""
_AS_A_NOUN = r"(?!情况|时限|时间|期限|率|能力|任务表|后的|之后|中的)"
_IN_A_NAME = (
    r"(?!情况|率|能力|系数|体系|设施|厂|站|区|地|中心|场|点|井|网|库|院|所|用地|单位|基地|局|装置|断面|村|镇|园|户|小区|"
    r"街|工地|池|费|员|林|组|队|系统|项目库|兵团|条例|法)"
)
"""Behind words that are nouns as well: 自然保护区, 污水处理厂, 监测站."""
_ACHIEVED = either(_REACHING, _WRITING, _BUILDING, _ENDING, _MENDING, _LESSENING, _CARRYING_OUT)
ACHIEVING = re.compile(rf"(?:{_ACHIEVED}){_AS_A_NOUN}|(?:{either(_ALSO_NOUNS)}){_IN_A_NAME}")
"""What is done, or stands, when the day has come."""
_NOUNS = either(_ALSO_NOUNS, _COUNTED_ALSO_NOUNS)
COUNTING = re.compile(rf"(?:{_ACHIEVED}|{either(_COUNTED)}){_AS_A_NOUN}|(?:{_NOUNS}){_IN_A_NAME}|{_SHORT}")
"""What can be done to so many things."""
_STATES = (
    "涉及 包括 包含 含 下辖 管辖 辖 共有 现有 原有 设有 建有 拥有 具有 有 位于 属于 分为 服务 惠及 受益 占 占地 约占 "
    "辐射 坐落 地处 来自 即 为 长期存在 存在 发现 反馈 指出 交办 移交 现存 库容 人口 户籍 常住 下设 "
    "分设 内设 等级 聚焦 围绕 对照 针对 提出 列入 列出 纳入 梳 梳理 梳理出 概括"
)
DESCRIBING = re.compile(rf"(?:{either(_STATES)}|(?<!其)(?<!别)是)(?:了|约|共|近)?$")
"""A verb right before a number that says how things are."""
_ARRANGED = "下设 内设 分设 下辖 涉及 涵盖 包括 包含 共有 现有 设有 运用 依据 总投资 总长 全长 总面积 占地 库容"
ARRANGING = re.compile(either(_ARRANGED))
"""A verb that makes all the numbers behind it in its clause a description, unless the clause acts before it."""
_KINDS = r"(?:大|个|套|项|条|种|类)?(?:重点|关键|主要|专项|专门|配套|具体|工作|基本|核心|重要|方面的?){0,4}"
_SPOKEN_OF = (
    "组合拳 方面 工作组 小组 专班 领域 环节 原则 阶段 层面 维度 转变 大字 抓手 关系 优先 必须 坚持 到位 硬战 理念 意识 "
    "认同 维护 自信 支撑 走在前列"
)
SPEECH = re.compile(rf"{_KINDS}(?:{either(_SPOKEN_OF)}|战(?!略))")
"""What is counted in speech and not in work: 五套组合拳, 3个专项工作组, 四个方面."""
PAPERS = re.compile(rf"{_KINDS}(?:清单|文件|办法|制度|机制|体系|举措|措施|意见|标准)")
"""What counts only where it is to be written: `出台3个配套办法`."""
WRITING = re.compile(r"(?:出台|制定|制订|修订|建立|印发|编制|完善|健全|发布)(?:[^,;]{0,6}|[^,;]{0,40}等)$")
