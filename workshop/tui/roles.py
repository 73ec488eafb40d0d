"""Whom the screens call what."""

from workshop.i18n import N_

ROLES: dict[str, str] = {
    "elected": N_("Elected members"),
    "top": N_("Top leaders"),
    "middle": N_("Middle leaders"),
    "first-line": N_("First-line leaders"),
    "employees": N_("Employees"),
    "unions": N_("Union representatives"),
    "safety": N_("Safety service"),
    "staff": N_("Staff and HR"),
    "citizens": N_("Citizens"),
    "partners": N_("Partners"),
}
"""Role → whom it is."""
