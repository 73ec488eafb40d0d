"""The colours: paper by day, the fjord by night, and one for those who need every contrast.

The row with the cursor is tinted, not inverted, so that what is said in a low voice or in colour
on it stays readable.
"""

from textual.theme import Theme

PAPER = Theme(
    name="papir",
    primary="#1f4e6b",
    secondary="#4d6b57",
    accent="#9a4f1e",
    warning="#8a5a00",
    error="#a3262a",
    success="#2f6b3a",
    foreground="#1d2528",
    background="#f6f3ec",
    surface="#fffdf8",
    panel="#ebe6da",
    dark=False,
    variables={
        "border": "#b9b2a1",
        "block-cursor-background": "#cddde6",
        "block-cursor-foreground": "#10191d",
        "block-cursor-blurred-background": "#e4e6e0",
        "block-cursor-blurred-foreground": "#1d2528",
        "footer-background": "#ebe6da",
        "footer-key-foreground": "#9a4f1e",
        "input-selection-background": "#1f4e6b 30%",
    },
)
FJORD = Theme(
    name="fjord",
    primary="#7fb3d1",
    secondary="#9cc3a5",
    accent="#e7a873",
    warning="#e3bd62",
    error="#ee8b86",
    success="#8fcf9b",
    foreground="#e6ecee",
    background="#0f1a21",
    surface="#16242d",
    panel="#1d2f3a",
    dark=True,
    variables={
        "border": "#3a5261",
        "block-cursor-background": "#2b4a5b",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#1f323e",
        "block-cursor-blurred-foreground": "#e6ecee",
        "footer-background": "#16242d",
        "footer-key-foreground": "#e7a873",
    },
)
CONTRAST = Theme(
    name="kontrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff9a9a",
    success="#7dff7d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    text_alpha=1.0,
    variables={
        "border": "#ffffff",
        "block-cursor-background": "#0b3d91",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#2a2a2a",
        "block-cursor-blurred-foreground": "#ffffff",
        "foreground-muted": "#d0d0d0",
        "footer-key-foreground": "#ffff00",
    },
)
THEMES = (PAPER, FJORD, CONTRAST)
