"""From the first question card to an adopted and followed-up employer strategy."""

__version__ = "0.1.0"
