"""Laws of the comparison: a plan against itself changes nothing, the way back mirrors, the order of figures is no matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policyparse.brief import compare
from policyparse.document import Head
from policyparse.figure import Extraction, Figure
from policyparse.source import Source

NAMES = ("绿化覆盖率", "城镇调查失业率", "公共充电桩", "高标准农田面积", "托育机构", "污水处理能力")
MIRRORED = {"raised": "lowered", "lowered": "raised", "new": "dropped", "dropped": "new", "tightened": "loosened"}

promises = st.dictionaries(
    st.sampled_from(NAMES),
    st.tuples(st.integers(1, 999), st.sampled_from((">=", "<=", "=", ">", "~"))),
    max_size=len(NAMES),
)


def plan(name: str, promised: dict[str, tuple[int, str]], *, backward: bool = False) -> Extraction:
    figures = tuple(
        Figure(
            id=f"{name}-{place}", document=name, printed=str(value), quote=f"{indicator}{value}", page=None,
            source=Source(start=place * 10, end=place * 10 + 3), indicator=indicator, indicator_id=None, place="全国",
            place_code=None, kind="target", measure="level", direction=None, comparator=comparator, value=str(value),
            low=None, high=None, unit="%", period="2030", basis=None, binding=None, statistic=None, step="1", section="",
            inherited=(),
        )
        for place, (indicator, (value, comparator)) in enumerate(promised.items())
    )  # fmt: skip
    head = Head(id=name, name=name, format="text", title=name)
    return Extraction(head=head, figures=figures[::-1] if backward else figures)


@given(promises)
def test_a_plan_against_itself_only_keeps(promised: dict[str, tuple[int, str]]) -> None:
    changes = compare(plan("甲", promised), plan("乙", promised)).changes
    assert [change.kind for change in changes] == ["kept"] * len(promised)


@given(promises, promises)
def test_the_way_back_mirrors_the_way_there(one: dict[str, tuple[int, str]], two: dict[str, tuple[int, str]]) -> None:
    there = {c.indicator: c for c in compare(plan("甲", one), plan("乙", two)).changes}
    back = {c.indicator: c for c in compare(plan("乙", two), plan("甲", one)).changes}
    assert {name: MIRRORED.get(change.kind, change.kind) for name, change in there.items()} == {
        name: change.kind for name, change in back.items()
    }


@given(promises, promises)
def test_the_order_of_the_figures_does_not_matter(
    one: dict[str, tuple[int, str]], two: dict[str, tuple[int, str]]
) -> None:
    assert compare(plan("甲", one), plan("乙", two)) == compare(
        plan("甲", one, backward=True), plan("乙", two, backward=True)
    )
