"""Faults as a user sees them: one line on standard error, and an exit code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policyparse.cli.messages import current, name, say
from policyparse.cli.output import underlined, visible
from policyparse.document import Head
from policyparse.errors import PolicyParseError, ReaderCrashed, RuleError

_LOG = logging.getLogger(__name__)

SOME_FAILED = 3
"""Exit code of a batch in which some inputs were bad; the others were dealt with."""

FAIL_ON = 4
"""Exit code of an audit with a finding as severe as ``--fail-on``."""


def report(fault: PolicyParseError) -> None:
    """Write the fault to standard error, and what was not understood with carets under it."""
    sys.stderr.write(f"{told(fault)}\n")
    if isinstance(fault, RuleError) and fault.text:
        sys.stderr.write("".join(f"{line}\n" for line in underlined(visible(fault.text), (fault.start, fault.end))))


def report_defect(error: Exception) -> None:
    """Write one line for an error that nobody foresaw; with ``--debug`` where it came from, too."""
    _LOG.debug("command", exc_info=error)
    what = say("crash.command", error=f"{type(error).__name__}: {error}".splitlines()[0])
    report(PolicyParseError("policyparse", what, remedy=say("crash.command.remedy")))


def told(fault: PolicyParseError) -> str:
    """The fault as one line: its name, the file, the place in it, what is wrong and what helps.

    Faults are raised in Chinese, some in English too. Where one is not, the catalogue says in English what kind of fault
    it is, and the particulars follow as they were raised.
    """
    where = f"{fault.where} ({fault.place})" if fault.place else fault.where
    what, remedy = fault.what, fault.remedy
    if current() == "en" and fault.english:
        what, remedy = fault.english
    elif current() == "en":
        what = say("fault.with", kind=name("fault", fault.name), what=what)
    line = say("fault", name=fault.name, where=where, what=what.rstrip("。."), remedy=remedy)
    return visible(" ".join(line.split()))


def warn(head: Head) -> None:
    """Say on standard error what the reader doubted or could not read."""
    for warning in head.warnings:
        line = say("warning", name=head.name, what=warning)
        sys.stderr.write(f"{visible(' '.join(line.split()))}\n")


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Let faults name the file by the path that the user gave, not by its bare name.

    Any other error becomes a ReaderCrashed, so that a defect met on one file ends that file only.
    """
    try:
        yield
    except PolicyParseError as fault:
        if fault.where == path.name:
            fault.where = str(path)
        raise
    except Exception as error:
        _LOG.debug("%s", path, exc_info=True)
        what = say("crash.what", error=f"{type(error).__name__}: {error}".splitlines()[0])
        raise ReaderCrashed(str(path), what, remedy=say("crash.remedy")) from error
