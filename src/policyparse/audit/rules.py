"""A file of rules (``audit.yaml``): relations that an analyst adds to the audit.

::

    rules:
      - name: 三次产业之和
        check: "{第一产业增加值} + {第二产业增加值} + {第三产业增加值} = {地区生产总值}"
        place: [合肥市, 芜湖市]     # 只核对这些地区；不写则每个地区
        period: 2021/2025          # 只核对这段时间；不写则每个时间
        in_force: 2024             # 规则对哪段时间有效（如某一轮评估）；之外的不可比
        severity: high             # 不写则按差距的大小
        note: 核算口径见统计年鉴
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from policyparse.audit.expression import PERIOD, ExpressionFault, Relation, parse_relation
from policyparse.audit.finding import Severity
from policyparse.errors import RuleError

LARGEST = 1 << 20
"""Bytes of a file of rules; a larger one is some other file."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation that must hold wherever its figures are given; empty ``places`` and ``period`` are every one."""

    name: str
    text: str
    relation: Relation
    places: tuple[str, ...] = ()
    period: str = ""
    in_force: str = ""
    severity: Severity | None = None
    note: str | None = None


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file. Raises RuleError with line, column and what was expected."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(str(path), error.strerror or str(error), remedy="请检查规则文件的路径。") from error
    if len(data) > LARGEST:
        raise RuleError(str(path), f"文件有 {len(data)} 字节", remedy=f"规则文件不超过 {LARGEST} 字节。")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(str(path), "不是 UTF-8 文本", remedy="请把规则文件存为 UTF-8。") from error
    return parse_rules(text, str(path))


def parse_rules(text: str, where: str = "audit.yaml") -> tuple[Rule, ...]:
    """The rules that a text states; ``where`` is its file, for faults.

    >>> [rule.name for rule in parse_rules('rules: [{name: 上限, check: "{森林覆盖率} <= 100%"}]')]
    ['上限']
    """
    return _File(text, where).rules()


class _File:
    """One file, and how its faults are told."""

    def __init__(self, text: str, where: str) -> None:
        self._text = text
        self._where = where
        self._lines = text.splitlines()

    def rules(self) -> tuple[Rule, ...]:
        found: dict[str, Rule] = {}
        for node in self._listed():
            rule = self._rule(node)
            if rule.name in found:
                raise self._fault(node, f"规则“{rule.name}”写了两次", "请给每条规则一个自己的名称。")
            found[rule.name] = rule
        return tuple(found.values())

    def _listed(self) -> list[Node]:
        root = self._composed()
        if not isinstance(root, MappingNode):
            raise self._fault(root, "文件应当以 rules: 开头", "请写 rules:，下面每条规则一项。")
        fields = self._fields(root, ("rules",))
        listed = fields.get("rules")
        if not isinstance(listed, SequenceNode) or not listed.value:
            raise self._fault(listed or root, "rules 下面应当是一项项规则", "每条规则以“- name:”开头。")
        return list(listed.value)

    def _composed(self) -> Node | None:
        try:
            return yaml.compose(self._text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            place = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else None
            what = f"不是 YAML：{error.problem}"
            raise RuleError(self._where, what, place=place, remedy="请检查缩进和引号；式子要放在引号里。") from error
        except (yaml.YAMLError, RecursionError) as error:
            what = f"不是 YAML：{str(error).splitlines()[0]}"
            raise RuleError(self._where, what, remedy="请检查文件里有没有不可见的字符。") from error

    def _rule(self, node: Node) -> Rule:
        fields = self._fields(node, tuple(_READERS))
        for needed in ("name", "check"):
            if needed not in fields:
                raise self._fault(node, f"规则缺少 {needed}", '请写 name: 名称 和 check: "{甲} + {乙} = {丙}"。')
        told = {key: _READERS[key](self, value) for key, value in fields.items()}
        check = fields["check"]
        return Rule(
            name=told["name"], text=told["check"], relation=self._relation(check, told["check"]),
            places=tuple(self._names(fields["place"])) if "place" in fields else (),
            period=told.get("period", ""), in_force=told.get("in_force", ""),
            severity=next((level for level in get_args(Severity) if level == told.get("severity")), None),
            note=told.get("note"),
        )  # fmt: skip

    def _fields(self, node: Node, known: tuple[str, ...]) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            raise self._fault(node, "这里应当是“名称: 值”", f"可用的名称：{'、'.join(known)}。")
        fields: dict[str, Node] = {}
        for key, value in node.value:
            name = self.scalar(key)
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                remedy = f"是不是 {near[0]}？" if near else f"可用的名称：{'、'.join(known)}。"
                raise self._fault(key, f"不认识的名称“{name}”", remedy)
            if name in fields:
                raise self._fault(key, f"“{name}”写了两次", "请删去一个。")
            fields[name] = value
        return fields

    def _relation(self, node: Node, text: str) -> Relation:
        try:
            return parse_relation(text)
        except ExpressionFault as fault:
            raise RuleError(
                self._where, fault.what, remedy=fault.remedy, place=self._place(node, text, fault.start),
                text=text, start=fault.start, end=fault.end,
            ) from fault  # fmt: skip

    def _names(self, node: Node) -> Iterator[str]:
        for item in node.value if isinstance(node, SequenceNode) else [node]:
            yield self.scalar(item)

    def names(self, node: Node) -> str:
        return "、".join(self._names(node))

    def scalar(self, node: Node) -> str:
        """A single value, as it is written."""
        if not isinstance(node, ScalarNode) or not node.value.strip():
            raise self._fault(node, "这里应当是一个值", "式子要放在引号里，否则花括号会被当作 YAML 的映射。")
        return str(node.value).strip() if node.style is None else str(node.value)

    def period(self, node: Node) -> str:
        text = self.scalar(node)
        if not PERIOD.fullmatch(text):
            raise self._fault(node, f"“{text}”不是时间", "请写 2024、2024-10 或 2021/2025。")
        return text

    def severity(self, node: Node) -> str:
        text = self.scalar(node)
        if text not in get_args(Severity):
            raise self._fault(node, f"没有“{text}”这一级别", f"可用：{'、'.join(get_args(Severity))}。")
        return text

    def _fault(self, node: Node | None, what: str, remedy: str) -> RuleError:
        """A fault of a node, with the line that it begins in."""
        if node is None:
            return RuleError(self._where, what, remedy=remedy)
        line, column = node.start_mark.line, node.start_mark.column
        text = self._lines[line] if line < len(self._lines) else ""
        ends_here = node.end_mark.line == line
        end = node.end_mark.column if ends_here and node.end_mark.column > column else len(text)
        place = f"第 {line + 1} 行第 {column + 1} 列"
        return RuleError(self._where, what, remedy=remedy, place=place, text=text, start=column, end=end)

    def _place(self, node: Node, text: str, offset: int) -> str:
        """Line and column of a character of a value; those of its beginning where it spans lines or holds escapes."""
        line, column = node.start_mark.line, node.start_mark.column
        begin = column + (1 if isinstance(node, ScalarNode) and node.style is not None else 0)
        as_written = self._lines[line][begin : begin + len(text)] == text
        return f"第 {line + 1} 行第 {(begin + offset if as_written else column) + 1} 列"


_READERS: dict[str, Callable[[_File, Node], str]] = {
    "name": _File.scalar,
    "check": _File.scalar,
    "place": _File.names,
    "period": _File.period,
    "in_force": _File.period,
    "severity": _File.severity,
    "note": _File.scalar,
}
