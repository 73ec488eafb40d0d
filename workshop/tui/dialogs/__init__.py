"""Dialogs: each a modal screen that answers with one typed value, or None when given up."""

from workshop.tui.dialogs.simple import ChoiceDialog, ConfirmDialog, Sketch, TextDialog

__all__ = ["ChoiceDialog", "ConfirmDialog", "Sketch", "TextDialog"]
