"""The command line. Nothing else in policyparse prints.

``app`` holds the commands and their options and imports nothing heavy; each command does its work in a module of its
own: ``batch`` (ingest), ``single`` (extract, tables), ``highlight``, ``query`` (figures, documents), ``explain``, ``audit``,
``decide`` (mute, link), ``briefs`` (brief, memo, digest, templates), ``standing`` (progress, score), ``folder`` (run), ``demo``.
"""

from policyparse.cli.app import main

__all__ = ["main"]
