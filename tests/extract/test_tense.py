"""What is promised, what was observed and what is a bar, told by words, headings, dates and the kind of document."""

import pytest

from policyparse.extract import extract
from policyparse.read import read_bytes

PLAN = "海滨省数字医疗行动计划（2026—2028年）\n\n2026年2月1日\n\n"
REP = "2026年海滨市政府工作报告\n\n2026年1月10日\n\n"
BUL = "海滨市2025年国民经济和社会发展统计公报\n\n"
NOT = "海滨市商务局关于开展2026年示范商圈申报工作的通知\n\n2026年3月1日\n\n"
KEY = "海滨市2026年卫生健康工作要点\n\n2026年1月5日\n\n"
OPI = "海滨市人民政府关于促进商业发展的意见\n\n2026年3月1日\n\n"
TOLD = "海滨市商务局关于2025年商圈建设情况的通报\n\n2026年3月1日\n\n"
NEWS = "我市数字医疗建设提速\n\n近日，记者从市卫生健康委获悉，"
CASES = [
    (PLAN, "到2028年，远程会诊覆盖率达到95%。", "target"),
    (PLAN, "截至2025年底，远程会诊覆盖率达到71%。", "reported"),
    (PLAN, "2025年，全省共完成远程会诊12万例。", "reported"),
    (PLAN, "每年培训村医2000人次。", "target"),
    (PLAN, "目前，已有42家医院接入平台，力争再接入60家。", "reported,target"),
    (PLAN, "一、发展基础\n\n互联网医院达到120家，远程会诊覆盖率为71%。", "reported,reported"),
    (
        PLAN,
        "一、发展基础\n\n互联网医院达到120家。\n\n二、主要目标\n\n互联网医院达到200家，接诊量突破500万人次。",
        "reported,target,target",
    ),
    (PLAN, "2026年建成影像中心8个，2027年建成15个，2028年建成20个。", "target,target,target"),
    (PLAN, "互联网医院由2025年的120家增加到2028年的200家。", "reported,target"),
    (PLAN, "“十四五”期间，互联网医院年均增长18%。", "reported"),
    (REP, "一、2025年工作回顾\n\n一般公共预算收入完成96亿元，超额完成年度目标。", "reported"),
    (REP, "二、2026年主要目标\n\n一般公共预算收入增长5%左右。", "target"),
    (REP, "二、2026年主要目标\n\n去年一般公共预算收入增长4.1%，今年预期增长5%。", "reported,target"),
    (REP, "三、2026年重点工作\n\n新建学校5所，新增学位6000个。", "target,target"),
    (REP, "二、2026年工作安排\n\n今年拟安排专项债券120亿元。", "target"),
    (REP, "一、2025年重点工作完成情况\n\n新建学校7所。", "reported"),
    (REP, "过去五年，全市经济总量年均增长6.2%，累计新增就业30万人。", "reported,reported"),
    (REP, "一、“十四五”时期发展成就\n\n城镇化率提高到68%。", "reported"),
    (REP, "二、“十五五”时期主要目标\n\n城镇化率提高到73%。", "target"),
    (BUL, "全年城镇新增就业12.6万人，完成年度目标的115%。", "reported,reported"),
    (BUL, "年末参加失业保险人数88万人。", "reported"),
    (BUL, "规模以上工业统计范围为年主营业务收入2000万元及以上的工业企业。", "threshold"),
    (BUL, "限额以上批发企业是指年主营业务收入2000万元及以上的批发企业。", "threshold"),
    (NOT, "一、申报条件\n\n商圈年营业额不低于10亿元，空置率控制在8%以内。", "threshold,threshold"),
    (NOT, "申报主体的营业面积应不少于2万平方米。", "threshold"),
    (NOT, "二、支持标准\n\n每个商圈最高补助200万元。", "target"),
    (NOT, "首批认定的商圈已达6个，销售额增长9%。", "reported,reported"),
    (NEWS, "全市远程会诊已覆盖45家医院，到2027年底将覆盖全部120家医院。", "reported,target"),
    (NEWS, "今年前三季度接诊量达31万人次。", "reported"),
    (NEWS, "下一步，将建设区域影像中心12个。", "target"),
    (NEWS, "2026年全市将开工建设影像中心12个，比上年增长20%以上。", "target,target"),
    (KEY, "新建社区卫生服务站30个，培训全科医生200名。", "target,target"),
    (OPI, "完善便民设施，新建改造农贸市场40个。", "target"),
    (TOLD, "安排专项资金6亿元，支持东部地区30所学校改造。", "reported,reported"),
    (TOLD, "新建改造农贸市场40个。", "reported"),
    (PLAN, "远程会诊覆盖率由71%提高到95%。", "reported,target"),
    (PLAN, "互联网医院从目前的120家增加到200家。", "reported,target"),
]


@pytest.mark.parametrize(("opening", "text", "kinds"), CASES)
def test_the_kind_of_a_figure(opening: str, text: str, kinds: str) -> None:
    figures = extract(read_bytes((opening + text).encode(), "sample.txt")).figures
    assert ",".join(figure.kind for figure in figures) == kinds


def test_each_deadline_of_a_paragraph_governs_its_own_figures() -> None:
    text = PLAN + "到2026年，远程会诊覆盖率达到80%；到2027年，达到90%；到2028年，达到95%。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [(f.value, f.period) for f in figures] == [("80", "2026"), ("90", "2027"), ("95", "2028")]


def test_what_a_change_sets_out_from_is_dated_before_its_deadline() -> None:
    figures = extract(read_bytes((PLAN + "到2028年，覆盖率由71%提高到95%。").encode(), "sample.txt")).figures
    assert [(f.value, f.kind, f.period[:4]) for f in figures] == [("71", "reported", "2025"), ("95", "target", "2028")]


def test_what_a_multiple_is_reckoned_from_dates_nothing_else() -> None:
    text = PLAN + "2026年新建影像中心40个，是过去十年建设规模的两倍，同时改造30个。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [(f.period, f.unit) for f in figures] == [("2026", "个"), ("2026", "倍"), ("2026", "个")]


def test_by_an_end_of_month_is_a_deadline() -> None:
    (figure,) = extract(read_bytes((OPI + "2026年9月底前完成改造任务的60%。").encode(), "sample.txt")).figures
    assert (figure.period, figure.kind) == ("2026-09", "target")


def test_years_to_come_date_the_targets_of_a_text_that_names_no_deadline() -> None:
    text = OPI + "2028年，连锁化率提高到40%。\n\n推进设施改造，新建农贸市场40个。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [(f.period, f.kind) for f in figures] == [("2028", "target"), ("2028", "target")]


def test_news_goes_on_with_what_is_still_to_come() -> None:
    text = "近日，记者从市交通局获悉，2026年3月出台了方案。\n\n到2029年，公交覆盖率达到90%。新辟线路30条。目前全市有线路80条。"
    figures = extract(read_bytes(("公交提升\n\n2026年3月5日\n\n" + text).encode(), "sample.txt")).figures
    assert [(f.kind, f.period[:4]) for f in figures] == [("target", "2029"), ("target", "2029"), ("reported", "2026")]


def test_a_document_number_tells_when_a_text_without_date_was_written() -> None:
    text = "海滨市人民政府关于健康行动的意见\n\n海政发〔2019〕13号\n\n2017年居民健康素养水平为14%，到2022年达到22%。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [f.kind for f in figures] == ["reported", "target"]


def test_the_time_of_day_is_no_figure() -> None:
    text = "公交提升\n\n2026-03-05 10:26:06 作者：王某\n\n公交覆盖率达到90%。"
    assert [f.printed for f in extract(read_bytes(text.encode(), "sample.txt")).figures] == ["90%"]


def test_that_same_year_is_the_year_named_before() -> None:
    text = NEWS + "2026年3月5日，到2030年，当年新增电动公交占比达到40%，能耗比2025年下降5%。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [(f.period, f.kind) for f in figures] == [("2030", "target"), ("2030", "target")]


def test_on_the_basis_of_a_year_is_what_a_change_is_against() -> None:
    text = OPI + "到2028年，婴儿死亡率在2025年的基础上降低1个千分点。"
    (figure,) = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert (figure.indicator, figure.period, figure.basis) == ("婴儿死亡率", "2028", "2025")


def test_a_whole_year_that_has_only_begun_is_still_to_come() -> None:
    text = "旧房改造提速\n\n2026年3月1日\n\n记者获悉，2026年全市改造旧房1800栋。加装电梯50部。2025年改造1500栋。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [f.kind for f in figures] == ["target", "target", "reported"]


def test_news_of_a_plan_tells_its_targets() -> None:
    text = "海滨省“十五五”规划纲要发布\n\n2026年3月31日，记者获悉。\n\n到“十五五”期末，城镇化率达到67%。在教育方面，提出入园率达到98%。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [(f.kind, f.period) for f in figures] == [("target", "2030"), ("target", "2030")]


def test_a_multiple_of_a_year_is_of_the_time_that_it_is_told_of() -> None:
    text = BUL + "“十四五”期间，收入达到600亿元，是2020年的1.5倍，年均增长8%。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [f.period for f in figures] == ["2021/2025"] * 3


def test_a_lead_sentence_ends_with_its_section() -> None:
    text = PLAN + "一、远期愿景\n\n到2035年，全面建成健康服务体系。\n\n二、年度任务\n\n今年新建影像中心8个。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [(f.value, f.period) for f in figures] == [("8", "2026")]


def test_a_span_still_to_come_does_not_date_results() -> None:
    text = REP + "一、2025年工作回顾\n\n编制了2026—2030年发展规划。新建学校7所。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [(f.value, f.kind, f.period) for f in figures] == [("7", "reported", "2025")]


def test_deadlines_are_shared_out_in_their_order() -> None:
    for text in (
        "到2027年和2028年，远程会诊覆盖率分别达到90%和95%。",
        "远程会诊覆盖率分别于2027年、2028年达到90%、95%。",
    ):
        figures = extract(read_bytes((PLAN + text).encode(), "sample.txt")).figures
        assert [(f.value, f.period) for f in figures] == [("90", "2027"), ("95", "2028")]


def test_announced_targets_are_targets_whatever_their_heading() -> None:
    text = (
        REP
        + "二、2026年总的思路\n\n今年经济社会发展的主要预期目标是：\n\n粮食产量增长2%，失业率控制在5%以内。\n\n全市共有学校80所。"
    )
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [f.kind for f in figures] == ["target", "target", "reported"]


def test_a_later_deadline_does_not_date_what_a_years_report_plans() -> None:
    text = REP + "三、2026年重点工作\n\n到2030年，港口吞吐量达到3亿吨。拟发行专项债券60亿元。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert [f.period for f in figures] == ["2030", "2026"]


def test_the_end_of_the_year_is_that_of_the_year_looked_back_on() -> None:
    text = REP + "一、过去一年和五年的工作回顾\n\n去年生产总值增长5%，年末失业率降到4.8%，出口增长6%。"
    figures = extract(read_bytes(text.encode(), "sample.txt")).figures
    assert {f.period for f in figures} == {"2025"}
