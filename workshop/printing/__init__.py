"""Turns cards, processes and gatherings into pages for the printer: one HTML text each."""
