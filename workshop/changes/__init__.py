"""Acts, and how they fold into records.

An act is one thing a person did, kept for ever. The state of a workshop is nothing but the fold
of its acts, and depends on which acts there are, never on the order they arrived in or on any
clock. ``docs/file-format.md`` states the rules; each is marked here where it is carried out.
"""

from workshop.changes.act import (
    FORGOTTEN,
    LEAP,
    MAX_DEPTH,
    MAX_NAME,
    MAX_TEXT_BYTES,
    Act,
    Change,
    NewerAct,
    Sets,
    TextTooLongError,
    Tips,
    UnreadableActError,
    Value,
    act_id,
    are_act_ids,
    blank,
    clean,
    clean_name,
    clean_sets,
    clean_tips,
    counter_of,
    decode,
    decode_many,
    encode,
    is_act_id,
    is_forgotten,
    same,
)
from workshop.changes.log import Log
from workshop.changes.steps import Steps

__all__ = [
    "FORGOTTEN",
    "LEAP",
    "MAX_DEPTH",
    "MAX_NAME",
    "MAX_TEXT_BYTES",
    "Act",
    "Change",
    "Log",
    "NewerAct",
    "Sets",
    "Steps",
    "TextTooLongError",
    "Tips",
    "UnreadableActError",
    "Value",
    "act_id",
    "are_act_ids",
    "blank",
    "clean",
    "clean_name",
    "clean_sets",
    "clean_tips",
    "counter_of",
    "decode",
    "decode_many",
    "encode",
    "is_act_id",
    "is_forgotten",
    "same",
]
