"""Every key of the program, in one list.

A binding is made with ``key`` and thereby stands in ``REGISTRY``, from which the help screen, the
key bar and the tables in the documentation are made. The id lets a person choose another key.
Texts are message ids, translated when shown. Keys that need AltGr on a Nordic keyboard, and
``ctrl+h``, ``ctrl+i``, ``ctrl+j``, ``ctrl+m``, are not used.
"""

from textual.binding import Binding

REGISTRY: dict[str, Binding] = {}
"""Binding id → binding, in the order they were declared."""


def key(
    identifier: str, keys: str, action: str, description: str, tooltip: str, *,
    show: bool = True, priority: bool = False,
) -> Binding:  # fmt: skip
    """Declare a key.

    Args:
        identifier: ``place.what``, unique.
        keys: One key or several with commas.
        action: The action, as Textual calls it.
        description: Two or three words for the key bar (a message id).
        tooltip: A sentence for the help (a message id).
        show: Whether the key bar shows it.
        priority: Whether it works even while a text field has the focus.
    """
    binding = Binding(
        keys, action, description, tooltip=tooltip, id=identifier, show=show, priority=priority
    )
    if identifier in REGISTRY and REGISTRY[identifier] != binding:
        raise ValueError(f"the key {identifier} is declared twice")
    REGISTRY[identifier] = binding
    return binding
