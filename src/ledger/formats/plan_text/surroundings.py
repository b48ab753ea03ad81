"""What stands around a list and is no part of it: the frame of a website, formulas of a notice, signatures, dates."""

from __future__ import annotations

import re

from ledger.model.counts import counts_in

_SAYS = re.compile(r"[\w\u3400-\u9fff，。；：、！？,;:.!?)）」』”》】]")
"""Words, or the end of some; a line without any (`<<`, `-----`) is decoration."""


def _any(words: str) -> str:
    return "|".join(words.split())


_CLOSING = re.compile(
    r"特此(?:公示|公告|通知|报告|说明)"
    r"|现?如(?:对|有)[^\n]{0,80}?(?:异议|意见|问题|疑问)"
    r"|(?:公众|社会各界|任何单位|广大群众|公民)[^\n]{0,40}?(?:如有|如对|可|若)[^\n]{0,60}?(?:异议|反映|意见|举报)"
    r"|公示(?:时间|期|期间|期限|日期|起止时间)[:：为自从内]"
    r"|(?:监督|联系|受理|举报|咨询|投诉|公示|反馈|值班|服务)(?:电话|人|部门|单位|地址|邮箱|方式)[^\n]{0,30}[:：]"
    r"|(?:电子)?邮箱[^\n]{0,30}[:：]|(?:通[讯信]|来信|邮寄|办公)地址[:：]|邮(?:政)?编(?:码)?[:：]|传真[:：]"
    r"|附(?:件|表|图|录)?[0-9一二三]{0,2}[:：]|[(（]?此件[^\n]{0,8}公开[^\n]{0,8}[)）]?|抄送[:：]"
    r"|[^\n]{2,30}(?:办公室|局|委|厅|府)[ \u3000]{1,8}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发"
)
"""Lines with which a notice ends; matched at the beginning of a line."""
_CHROME_BEGINS = re.compile(
    r"(?:您?(?:当前|现在)?的?(?:所在)?位置[:：]?|©|[^\n]{0,16}ICP备|[^\n]{0,12}公网安备|索\s?引\s?号|大\s*中\s*小$|"
    r"更多>*$|【?(?:打印|关闭|字体|大中小)[^\n]{0,12}】?$|(?:主办|承办)(?:单位)?[:：](?=[^\n]{0,40}(?:版权|技术支持|地址|网站标识|ICP))|"
    r"(?:时间|日期)[:：]\s?[0-9]{4}[-./年][^\n]{0,30}\s来源|[0-9]{4}[-./年][^\n。]{0,24}\s来源[:：]|"
    + _any(
        "扫一扫 扫码 上一篇 下一篇 上一条 下一条 热点新闻 热点推荐 相关阅读 相关新闻 相关链接 相关文章 "
        "相关稿件 相关推荐 推荐阅读 猜你喜欢 浏览次数 浏览量 点击数 点击量 点击率 阅读次数 阅读量 "
        "版权所有 技术支持 [Cc]opy[Rr]ight 网站标识码 网站地图 网站声明 无障碍浏览 返回顶部 返回首页 "
        "返回列表 返回上一页 繁體中文 法定主动公开 公开方式 今天是 登录个人中心 智能问答 分享到 打印本页 "
        "关闭窗口 关闭本页"
    )
    + r"|(?:"
    + _any(
        "编辑 责任编辑 来源 文章来源 信息来源 稿件来源 发布时间 发布日期 发表时间 更新时间 更新日期 "
        "成文日期 生成日期 公开日期 公布日期 公布时间 发布机构 信息名称 信息索引 信息分类 "
        "主题分类 文号 文件编号 有效性 "
        "内容概述 废止日期 字号 字体 字体大小"
    )
    + r")[:：【\[]|(?:首页|打印|关闭|分享|收藏|微信|微博|登录|手机版)(?:[\s>|【\]】]|$))"
)
_DAY = (
    r"(?:[0-9〇○Oo零一二三四五六七八九]{2,4}\s?年\s?[0-9一二三四五六七八九十]{1,3}\s?月\s?[0-9一二三四五六七八九十]{1,3}\s?日"
    r"|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2})"
)
_CLOCK = r"(?:\s*[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)?"
_DATE_LINE = re.compile(rf"[(（]?{_DAY}{_CLOCK}[)）]?")
_SIGNATURE = re.compile(r"[^\n。；;，,：:0-9]{2,40}[局委府室会厅部心组办司站队院处]")
_META = re.compile(
    rf"(?:[^\n。]{{2,40}}\s|(?:时间|日期)[:：]\s?){_DAY}{_CLOCK}(?:\s[^\n。]{{0,60}})?|{_DAY}{_CLOCK}\s{{1,9}}来源[^\n。]{{0,80}}"
)
_FORMULA = re.compile(
    r"如下(?:[^\n。；;，,：:]{0,8}[:：]|[。.]?)$|(?:予以|向社会)(?:公布|公开)[。.]?$|现(?:将|对|就)[^\n]{0,120}(?:公示|公开|公告)|予以公示|进行公示|以下(?:为|是)[^\n]{0,40}[:：]$"
)
_NOTICE_TITLE = re.compile(r"[^\n。；;，,：:]{6,80}(?:公示|公告|通告|公示情况说明|公示说明)(?:表|书)?")
_OPENING = re.compile(r"[^\n]{0,200}现(?:将|对|就)[^\n]{4,200}如下[:：。.]?")
_COUNTS = re.compile(r"[(（](?:总)?共(?:计)?[0-9一二三四五六七八九十百]{1,5}[个项条件][^\n()（）]{0,60}[)）]")
"""`（共4项，其中立行立改1项）`: compared with what was found, and no more."""
_FOOTER = re.compile(r"(?:主办|承办|维护|建设)(?:单位)?[:：]")
_FORM = re.compile(
    r"[(（]?(?:填报|填表|制表|编制|报送|上报|呈报|审核|审批|复核|统计)(?:单位|部门|人|时间|日期)[^\n。]{0,10}[:：]"
    r"|(?:计量|金额|数量)?单位[:：][ ]?(?:[万亿]?元|[个件项条次吨%％])"
)
"""Who filled in a table, and in which measure its figures are."""
_BESIDE_COUNTS = re.compile(
    r"(?:[\s、，,。；;：:()（）【】+＋=>]|共计?|合计|总计|其中|包括|含|分为|截至|截止|目前|[0-9]{4}\s?年|[0-9]{1,2}\s?[月日]|"
    r"[底末前已有的和及均]|以上|本表|本?清单|全部|本次|督察|巡察|检查|排查|反馈|交办|移交|发现|梳理|制定|制订|形成|明确|提出|"
    r"涉及|细化|整改|突出|具体|问题|任务|措施|方面)*"
)
_TITLE_END = re.compile(r"[。；;，,：:]")
_LONGEST_TITLE = 70
_LONGEST_COUNTING = 120


def closes(line: str) -> bool:
    """Whether a line begins what follows a list: the closing formula of a notice, contacts, website frame."""
    bare = line.strip()
    return bool(_CLOSING.match(bare) or _CHROME_BEGINS.match(bare)) or not _SAYS.search(bare)


def begins_notice(line: str) -> bool:
    """Whether a line is the title or the opening formula of a notice: what stands above it was another notice."""
    bare = line.strip()
    return bool(_NOTICE_TITLE.fullmatch(bare) or _OPENING.fullmatch(bare))


def is_chrome(line: str) -> bool:
    """Whether a line is of a website, not of its document: `打印 关闭`, `上一篇`, `责任编辑：…`."""
    return bool(_CHROME_BEGINS.match(line.strip()))


def is_date(line: str) -> bool:
    """Whether a line is a date and no more: what stands under a signature."""
    return bool(_DATE_LINE.fullmatch(line.strip()))


def is_signature(line: str) -> bool:
    """Whether a line can be the name of the office that signs; only a date below it makes it one."""
    return bool(_SIGNATURE.fullmatch(line.strip()))


def only_counts(line: str) -> bool:
    """Whether a line says how much a list holds and nothing else: those counts are compared with what was found."""
    if len(line) > _LONGEST_COUNTING:
        return False
    counts = counts_in(line)
    ends = [0, *(one.end for one in counts)]
    rest = "".join(
        line[end:start] for end, start in zip(ends, [*(one.start for one in counts), len(line)], strict=True)
    )
    return bool(counts) and _BESIDE_COUNTS.fullmatch(rest) is not None


def is_frame(line: str) -> bool:
    """Whether a line outside the items says nothing that an item could have lost: frame, formula, title, date."""
    bare = line.strip()
    if _FORM.match(bare) or only_counts(bare):
        return True
    if closes(bare) or is_date(bare) or _FOOTER.match(bare) or _META.fullmatch(bare) or _FORMULA.search(bare[-200:]):
        return True
    if _COUNTS.fullmatch(bare):
        return True
    return len(bare) <= _LONGEST_TITLE and not _TITLE_END.search(bare)
