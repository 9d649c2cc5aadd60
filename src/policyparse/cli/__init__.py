"""The command line. Nothing else in policyparse prints.

``app`` holds the commands and their options and imports nothing heavy; each command does its work in a module of its
own: ``batch`` (ingest), ``single`` (extract, tables), ``query`` (figures, documents), ``explain``, ``review`` (audit),
``briefs`` (brief, memo, digest, templates), ``folder`` (run), ``demo``.
"""

from policyparse.cli.app import main

__all__ = ["main"]
