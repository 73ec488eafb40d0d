"""Whole screens: the start, the house with its six places, what the wall sees, help, threads."""
