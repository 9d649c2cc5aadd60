"""Figures, targets and contradictions out of Chinese policy documents."""
