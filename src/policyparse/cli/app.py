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
    "退出码：0 正常；2 用法有误；3 一批中有文件失败，其余已处理；4 有结果达到 --fail-on 的级别；"
    "10–18 文件读不出；20–21 登记库；30 简报；40 词表；130 中断；141 输出被关闭。\n\n"
    "Exit codes: 0 ok; 2 usage; 3 some inputs of a batch failed, the others are done; "
    "4 a finding reached the level of --fail-on; 10–18 unreadable file; 20–21 registry; 30 brief; 40 vocabulary; "
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
JobsOption = Annotated[
    int,
    typer.Option("--jobs", min=1, metavar="N", help="用几个进程读 PDF 的各页 · processes that read a PDF's pages"),
]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="PDF、Word、网页或文本文件 · a document")]


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
    format: Annotated[Literal["text", "jsonl"], typer.Option("--format", help="输出格式 · output")] = "text",
    everything: Annotated[
        bool, typer.Option("--all", help="也列出相符与次要的结果 · also what agrees or is minor")
    ] = False,
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", help="有此级别或更严重的结果时退出码为 4 · exit 4 from this level up"),
    ] = None,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """核对互相矛盾的数字 · Check which printed figures cannot all be right."""
    from policyparse.cli import review

    review.audit(
        files or [],
        registry,
        as_jsonl=format == "jsonl",
        everything=everything,
        fail_on=fail_on,
    )


@app.command()
def brief(
    old: Annotated[str, typer.Argument(metavar="FROM", help="旧的规划：文件，或登记库中的文件 · the older plan")],
    new: Annotated[str, typer.Argument(metavar="TO", help="新的规划 · the newer plan")],
    format: Annotated[Literal["md", "html"] | None, typer.Option("--format", help="输出格式 · output")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入文件 · write to a file")] = None,
    registry: RegistryOption = DEFAULT_REGISTRY,
) -> None:
    """比较两份规划，写成简报 · Compare two plans and write what changed."""
    from policyparse.cli import review

    review.brief(old, new, registry, format=format, out=out)


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
