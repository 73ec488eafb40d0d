"""Strict YAML in, where every value knows its line; clean YAML out.

What is read is a small and safe part of YAML 1.2: maps, lists and plain values. Everything that
makes YAML surprising is refused with its line and column: equal keys, anchors and aliases, tags,
merge keys, several documents, tabs, control characters. ``write`` gives text that ``read`` reads
back to the same values. Nothing here knows what the files are about.
"""

from workshop.yamlio.building import DEFAULT_LIMITS, Limits
from workshop.yamlio.problems import Place, Problem, Severity, shown
from workshop.yamlio.reading import Document, Steps, read, read_file
from workshop.yamlio.writing import write

__all__ = [
    "DEFAULT_LIMITS",
    "Document",
    "Limits",
    "Place",
    "Problem",
    "Severity",
    "Steps",
    "read",
    "read_file",
    "shown",
    "write",
]
