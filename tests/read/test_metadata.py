from __future__ import annotations

from collections.abc import Callable

import pytest

from policyparse.document import Document

Read = Callable[..., Document]

NOTICE = """\
某省通信管理局等三部门关于印发《某省算力网络行动方案》的通知

某通信联〔2024〕31号

各市有关部门：

现将方案印发给你们，请认真落实。

某省通信管理局　某省发展和改革委员会　某省能源局

2024年5月6日

某省算力网络行动方案

一、总体要求
"""


def test_a_notice_says_who_wrote_what_when(read_text_file: Read) -> None:
    head = read_text_file(NOTICE).head
    assert head.title == "某省通信管理局等三部门关于印发《某省算力网络行动方案》的通知"
    assert head.issuers == ("某省通信管理局", "某省发展和改革委员会", "某省能源局")
    assert (head.number, head.written, head.kind, head.status) == (
        "某通信联〔2024〕31号",
        "2024-05-06",
        "plan",
        "issued",
    )


def test_the_title_and_the_plan_it_issues_are_headings(read_text_file: Read) -> None:
    titles = [paragraph.text for paragraph in read_text_file(NOTICE).paragraphs() if paragraph.level == 1]
    assert titles == ["某省通信管理局等三部门关于印发《某省算力网络行动方案》的通知", "某省算力网络行动方案"]


def test_fields_above_the_document_are_believed(read_text_file: Read) -> None:
    head = read_text_file(
        "发文机关：某部办公厅\n\n标 题：某部办公厅关于开展评估的通知\n\n发文字号：某厅函[2023]5号\n\n"
        "成文日期：2023-11-17\n\n发布日期：2023年11月23日\n\n某部办公厅关于开展评估的通知\n\n正文。\n"
    ).head
    assert head.issuers == ("某部办公厅",)
    assert head.title == "某部办公厅关于开展评估的通知"
    assert (head.number, head.written, head.published) == ("某厅函[2023]5号", "2023-11-17", "2023-11-23")


@pytest.mark.parametrize(
    ("title", "status", "kind"),
    [
        ("某市算力发展行动计划（征求意见稿）", "draft", "plan"),
        ("某市2025年国民经济和社会发展统计公报①", "issued", "bulletin"),
        ("关于某市2025年预算执行情况和2026年预算草案的报告", "issued", "budget"),
        ("某条例（草案）", "draft", "notice"),
        ("政府工作报告", "issued", "report"),
    ],
)
def test_status_and_kind_follow_the_title(read_text_file: Read, title: str, status: str, kind: str) -> None:
    head = read_text_file(f"{title}\n\n一、有关情况\n\n正文如下。\n").head
    assert (head.status, head.kind) == (status, kind)


def test_news_has_its_source(read_text_file: Read) -> None:
    head = read_text_file("算力提速！\n\n近日，有关部门发布评估结果，进展良好。\n\n来源：某日报\n").head
    assert (head.kind, head.issuers) == ("news", ("某日报",))


def test_dates_in_chinese_numerals_are_read(read_text_file: Read) -> None:
    assert (
        read_text_file("某办法\n\n正文内容。\n\n某市人民政府\n\n二○二五年十月二十一日\n").head.written == "2025-10-21"
    )


def test_a_title_on_two_lines_begins_with_the_body_that_issues(read_text_file: Callable[..., Document]) -> None:
    text = "云泽市人民政府\n关于印发数字经济规划的通知\n\n各县（区）人民政府：\n\n现将规划印发给你们，请认真执行。\n"
    assert read_text_file(text).head.title == "云泽市人民政府关于印发数字经济规划的通知"
