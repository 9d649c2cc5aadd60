"""The commands, their options and their exit codes. Whatever is heavy is imported when its command runs."""

from __future__ import annotations

import io
import logging
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

import policyparse
from policyparse.cli import messages
from policyparse.errors import PolicyParseError

DEFAULT_REGISTRY = "policyparse.sqlite"
"""The registry in the current folder, where neither ``--registry`` nor POLICYPARSE_REGISTRY names another."""

EXIT_CODES = (
    "退出码：0 正常；1 程序缺陷；2 用法有误；3 一批中有文件失败，其余已处理；4 有结果达到 --fail-on 的级别；"
    "10–18 文件读不出；20–21 登记库；30–32 简报；40 词表；50 规则文件；130 中断；141 输出被关闭。\n\n"
    "Exit codes: 0 ok; 1 a defect of the program; 2 usage; 3 some inputs of a batch failed, the others are done; "
    "4 a finding reached the level of --fail-on; 10–18 unreadable file; 20–21 registry; 30–32 brief; 40 vocabulary; 50 rules; "
    "130 interrupted; 141 output closed."
)

app = typer.Typer(
    name="policyparse",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Kind = Literal["target", "reported", "threshold"]
Severity = Literal["critical", "high", "medium", "low", "info"]

RegistryOption = Annotated[
    str,
    typer.Option(
        "--registry",
        envvar="POLICYPARSE_REGISTRY",
        metavar="FILE|URL",
        help="登记库：SQLite 文件或数据库地址 · registry",
    ),
]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", metavar="FILE", help="自定的规则（YAML）· rules of your own")
]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="原因 · why")]
ByOption = Annotated[str | None, typer.Option("--by", help="何人，默认当前用户 · who; the current user")]
JobsOption = Annotated[
    int,
    typer.Option("--jobs", min=1, metavar="N", help="用几个进程读 PDF 的各页 · processes that read a PDF's pages"),
]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="PDF、Word、网页或文本文件 · a document")]

FormatOption = Annotated[
    Literal["md", "html", "docx", "xlsx", "pdf"] | None, typer.Option("--format", help="输出格式 · output")
]
StandingFormatOption = Annotated[
    Literal["text", "json", "md", "html", "docx", "xlsx", "pdf"] | None,
    typer.Option("--format", help="输出格式，默认 text · output, text by default"),
]
OutOption = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入文件 · write to a file")]
TemplatesOption = Annotated[
    Path | None, typer.Option("--templates", metavar="DIR", help="自己的模板文件夹 · a folder of your own templates")
]
ChartsOption = Annotated[bool, typer.Option("--charts", help="附图（HTML、Word、PDF）· with charts")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policyparse {policyparse.__version__}")
        raise typer.Exit


@app.callback(epilog=EXIT_CODES)
def start(
    lang: Annotated[
        messages.Lang,
        typer.Option("--lang", envvar="POLICYPARSE_LANG", help="界面与简报的语言 · language of messages and briefs"),
    ] = messages.DEFAULT_LANG,
    debug: Annotated[
        bool, typer.Option("--debug", help="把程序缺陷的详情写到标准错误 · show where the program itself failed")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="版本 · version")
    ] = False,
) -> None:
    """从中国政策文件中取出每一个指标数字及其出处，比较规划、核对矛盾、生成简报。

    Figures, targets and contradictions out of Chinese policy documents, each with its place on the page.
    """
    messages.use(lang)
    warnings.simplefilter("default" if debug else "ignore")
    logging.basicConfig(stream=sys.stderr, level=logging.DEBUG if debug else logging.CRITICAL)


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="结果放在哪里 · where results go")] = Path(
        "demo-out"
    ),
) -> None:
    """读入自带的示例文件，核对并生成简报 · Run everything once on the bundled documents."""
    from policyparse.cli.demo import run

    run(out)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="文件或文件夹（含子文件夹）· files or folders")],
    registry: RegistryOption = DEFAULT_REGISTRY,
    jobs: JobsOption = 1,
) -> None:
    """读入文件，存入登记库；重复读入不会改变任何内容 · Read documents into the registry; a rerun changes nothing."""
    from policyparse.cli import batch

    batch.ingest(paths, registry, jobs=jobs)


@app.command()
def extract(
    file: FileArgument,
    format: Annotated[Literal["jsonl", "table"], typer.Option("--format", help="输出格式 · output")] = "jsonl",
    jobs: JobsOption = 1,
) -> None:
    """列出一份文件中的每一个数字，按阅读顺序 · Write the figures of one document in reading order."""
    from policyparse.cli import single

    single.extract(file, as_table=format == "table", jobs=jobs)


@app.command()
def tables(
    file: FileArgument,
    format: Annotated[Literal["json", "csv", "md"], typer.Option("--format", help="输出格式 · output")] = "json",
    show: Annotated[
        int | None, typer.Option("--show", min=1, help="把 PDF 的这一页连同识别的线框画成图片 · draw this PDF page")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="图片文件，默认 文件名-p页码.png · picture")] = None,
    jobs: JobsOption = 1,
) -> None:
    """取出一份文件中的表格 · Write the tables of one document."""
    from policyparse.cli import single

    if show is None:
        single.tables(file, format, jobs=jobs)
    else:
        single.draw(file, show, out or Path(f"{file.stem}-p{show}.png"))


@app.command()
def highlight(
    file: FileArgument,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="写入文件 · write to a file")] = None,
) -> None:
    """把一份文件写成网页，标出每一个数字，悬停或聚焦时显示读法 · One HTML page of a document, every figure marked."""
    from policyparse.cli import highlight

    highlight.highlight(file, out)


@app.command()
def figures(
    indicator: Annotated[str | None, typer.Option(help="指标名称的一部分 · part of the indicator's name")] = None,
    place: Annotated[str | None, typer.Option(help="地区名称或区划代码 · place or GB/T 2260 code")] = None,
    period: Annotated[str | None, typer.Option(help="时间，如 2027、2025-09 · period")] = None,
    kind: Annotated[Kind | None, typer.Option(help="目标、已报、门槛 · target, reported, threshold")] = None,
    value: Annotated[str | None, typer.Option(help="数值，如 85 或 16200 · value")] = None,
    document: Annotated[
        str | None, typer.Option(help="文件的编号、文件名、文号或标题 · id, file name, number or title of a document")
    ] = None,
    format: Annotated[Literal["table", "jsonl", "csv"], typer.Option("--format", help="输出格式 · output")] = "table",
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """查询登记库中的数字 · Query the figures of the registry."""
    from policyparse.cli import query

    asked = query.Question(indicator, place, period, kind, value, document)
    query.figures(registry, asked, format)


@app.command()
def documents(registry: RegistryOption = DEFAULT_REGISTRY) -> None:
    """列出登记库中的文件 · List the documents of the registry."""
    from policyparse.cli import query

    query.documents(registry)


@app.command("explain")
def explain_figure(
    figure: Annotated[
        str, typer.Argument(metavar="FIGURE", help="数字的编号或其开头 · a figure's id or its beginning")
    ],
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """说明一个数字是怎么读出来的 · Say everything about how a figure was read."""
    from policyparse.cli.explain import explain

    explain(figure, registry)


@app.command()
def audit(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="文件；不给则核对整个登记库 · none: the registry")
    ] = None,
    format: Annotated[
        Literal["text", "jsonl", "html", "xlsx"] | None,
        typer.Option("--format", help="输出格式，默认依 --out 的后缀 · output"),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入文件 · write to a file")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="也列出相符与次要的结果 · also what agrees or is minor")
    ] = False,
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", help="有此级别或更严重的结果时退出码为 4 · exit 4 from this level up"),
    ] = None,
    rules: RulesOption = None,
    explained: Annotated[
        str | None,
        typer.Option("--explain", metavar="ID", help="说明一条结果的全部依据 · everything that led to one finding"),
    ] = None,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """核对互相矛盾的数字 · Check which printed figures cannot all be right."""
    from policyparse.cli import audit

    audit.audit(
        files or [],
        registry,
        format=format,
        out=out,
        everything=everything,
        fail_on=fail_on,
        rules=rules,
        explained=explained,
    )


@app.command()
def mute(
    finding: Annotated[
        str | None, typer.Argument(metavar="FINDING", help="结果的编号或其开头；不给则列出静音的结果 · none: list")
    ] = None,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="文件；不给则核对整个登记库 · none: the registry")
    ] = None,
    reason: ReasonOption = None,
    by: ByOption = None,
    undo: Annotated[bool, typer.Option("--undo", help="恢复 · hear it again")] = False,
    rules: RulesOption = None,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """静音一条核对结果，写明原因；数字一变即失效 · Mute a finding for a reason, until its numbers change."""
    from policyparse.cli import decide

    decide.mute(finding, files or [], registry, reason=reason, by=by, undo=undo, rules=rules)


@app.command()
def link(
    figures: Annotated[
        list[str] | None, typer.Argument(metavar="FIGURE", help="数字的编号；不给则列出人工更正 · none: list")
    ] = None,
    kind: Annotated[
        Literal["same", "growth", "part", "share"],
        typer.Option(
            "--kind",
            help="同一指标；增速、水平、上期；总量、各部分；占比、部分、总量 · in this order of roles",
        ),
    ] = "same",
    apart: Annotated[bool, typer.Option("--apart", help="说明它们不是 · say that they are not")] = False,
    reason: ReasonOption = None,
    by: ByOption = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="删去这些编号的更正 · forget the corrections with these ids")
    ] = False,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """说明哪些数字说的是（或不是）一回事，核对时照办 · Say which figures belong together, or do not."""
    from policyparse.cli import decide

    decide.link(figures or [], registry, kind=kind, apart=apart, reason=reason, by=by, undo=undo)


@app.command()
def brief(
    old: Annotated[str, typer.Argument(metavar="FROM", help="旧的规划：文件，或登记库中的文件 · the older plan")],
    new: Annotated[str, typer.Argument(metavar="TO", help="新的规划 · the newer plan")],
    later: Annotated[
        list[str] | None, typer.Argument(metavar="[LATER]...", help="更新的各版 · still newer ones: a chain")
    ] = None,
    format: FormatOption = None,
    out: OutOption = None,
    templates: TemplatesOption = None,
    charts: ChartsOption = False,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """比较两份规划，写成目标变化简报；三份以上写成目标沿革表 · Compare two plans, or follow targets through a chain of them."""
    from policyparse.cli import briefs

    briefs.brief((old, new, *(later or ())), registry, briefs.Look(format, out, templates, charts))


@app.command()
def progress(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="规划：文件，或登记库中的文件 · the plan")],
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REPORT", help="载有进展的文件；不给则用登记库中其余文件 · none: the rest of the registry"
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="截至哪一天，如 2026-06-30 · the day to judge by")
    ] = None,
    format: StandingFormatOption = None,
    out: OutOption = None,
    templates: TemplatesOption = None,
    charts: ChartsOption = False,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """对照所报数字，跟踪规划目标的进展 · Hold a plan's targets against what was reported of them."""
    from policyparse.cli import briefs, standing

    look = None if format == "text" or format == "json" else briefs.look_of(format, out, templates, charts)
    standing.progress(plan, reports or [], registry, as_of=as_of, as_json=format == "json", look=look)


@app.command()
def score(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="载有各地数据表的文件 · the document with the table")],
    bars: Annotated[
        list[str] | None, typer.Argument(metavar="BARS", help="定有门槛的文件 · documents that set bars")
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option("--index", metavar="FILE", help="综合指数的权重等（YAML）· a composite index, as YAML"),
    ] = None,
    format: StandingFormatOption = None,
    out: OutOption = None,
    templates: TemplatesOption = None,
    charts: ChartsOption = False,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """各地指标与门槛对标、排名、合成指数 · Hold places against bars, rank them, make an index of them."""
    from policyparse.cli import briefs, standing

    look = None if format == "text" or format == "json" else briefs.look_of(format, out, templates, charts)
    standing.score(table, bars or [], registry, index=index, as_json=format == "json", look=look)


@app.command()
def memo(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="文件；不给则用整个登记库 · none: the registry")
    ] = None,
    format: FormatOption = None,
    out: OutOption = None,
    templates: TemplatesOption = None,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """把核对结果写成数据核验备忘 · Write the memo of figures that disagree."""
    from policyparse.cli import briefs

    briefs.memo(files or [], registry, briefs.Look(format, out, templates))


@app.command()
def digest(
    file: Annotated[str, typer.Argument(metavar="FILE", help="新发布的文件，或登记库中的文件 · the new notice")],
    format: FormatOption = None,
    out: OutOption = None,
    templates: TemplatesOption = None,
    charts: ChartsOption = False,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """新发布的文件说了什么，比上一规划变了什么 · What a new notice promises, against the plan before it."""
    from policyparse.cli import briefs

    briefs.sum_up(file, registry, briefs.Look(format, out, templates, charts))


@app.command("run")
def run_folder(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="装有文件的文件夹 · a folder of documents")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="结果放在哪里 · where results go")] = Path(
        "policyparse-out"
    ),
    formats: Annotated[
        str, typer.Option("--formats", metavar="LIST", help="简报格式，逗号分隔 · md,html,docx,xlsx,pdf")
    ] = "html,docx,xlsx",
    templates: TemplatesOption = None,
    charts: ChartsOption = False,
) -> None:
    """读入一个文件夹，核对、写全部简报和首页；只处理变动 · Read a folder, audit it, write all briefs and an index page."""
    from policyparse.cli import folder as folders
    from policyparse.cli.briefs import Look

    folders.run(folder, out, folders.formats_of(formats), Look(templates=templates, charts=charts))


@app.command("templates")
def list_templates(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="只看这一个模板 · this one only")] = None,
    templates: TemplatesOption = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="输出格式 · output")] = "text",
) -> None:
    """列出简报模板和每个模板可用的字段 · List the templates of briefs and the fields each may use."""
    from policyparse.cli import briefs

    briefs.templates(name, templates, as_json=format == "json")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; always ends in SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(arguments)
    except PolicyParseError as fault:
        from policyparse.cli.faults import report

        report(fault)
        sys.exit(fault.exit_code)
    except Exception as error:  # noqa: BLE001 -- the last place that could keep a traceback from the user
        from policyparse.cli.faults import report_defect

        report_defect(error)
        sys.exit(PolicyParseError.exit_code)
