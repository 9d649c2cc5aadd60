"""Figures ↔ database. ``open_registry`` opens one; the rest are the values it takes and gives."""

from policyparse.registry.registry import Registry, open_registry
from policyparse.registry.search import Entry, FigureQuery
from policyparse.registry.store import Stored, StoreStatus

__all__ = ["Entry", "FigureQuery", "Registry", "StoreStatus", "Stored", "open_registry"]
