"""Which consultation answers which step of the process.

A step says whom it is with in words, in the process's languages; a consultation says it by code.
The words are looked for in all languages, so that a process written by others works too.
"""

from collections.abc import Iterator, Sequence

from workshop.consulting import TREATED
from workshop.content import Activity, PartyStep, Phase, Process, Text
from workshop.model import Consultation
from workshop.text_gate import comparison_key
from workshop.view import View

_WHO: dict[str, tuple[str, ...]] = {
    "unions": ("tillitsval", "tillitsvald", "organisasjon", "union", "fagforening"),
    "safety": ("verneomb", "vernetje", "vernete", "safety"),
    "committee": ("partssam", "administrasjonsutv", "joint committee"),
    "amu": ("arbeidsmiljøut", "amu", "working-environment committee", "working environment com"),
}
_HOW: dict[str, tuple[str, ...]] = {
    "discussed": ("drøft", "discuss"),
    "advised": ("på råd", "advise"),
    "treated": ("behandl", "handsam", "treat"),
    "statement": ("uttal", "fråsegn", "statement"),
    "hearing": ("høring", "høyring", "hearing"),
    "presented": ("forelegg", "førelegg", "legg fram", "present"),
    "informed": ("inform", "orienter"),
}
_CHANGES = ("endring", "endra", "changes")


def parties_of(step: PartyStep) -> set[str]:
    """The codes of those a step is with; empty when its words tell nothing."""
    if step.kind == "hearing":
        return {"hearing"}
    words = _all(step.who)
    return {party for party, signs in _WHO.items() if any(sign in words for sign in signs)}


def concerns_of(phase: Phase, step: PartyStep) -> tuple[str, ...]:
    """What a consultation for this step may be about; empty is anything."""
    if phase.code == "P1":
        return ("mandate", "")
    if phase.code == "P6":
        if step.kind in TREATED or step.kind == "hearing":
            return ("draft", "changes", "proposal", "")
        return ("changes",) if _on_changes(step) else ("draft",)
    if phase.code in {"P2", "P3", "P4", "P5"}:
        return ("", "draft") if phase.code in {"P3", "P4", "P5"} else ("",)
    return ("",) if phase.code == "P7" else ()


def expected(phase: Phase, step: PartyStep) -> dict[str, str]:
    """What a consultation for this step is known to be, before it is written: field → value."""
    parties, concerns = parties_of(step), concerns_of(phase, step)
    return {
        "consultation_kind": step.kind,
        "party": parties.pop() if len(parties) == 1 else "",
        "concerns": concerns[0] if concerns else "",
    }


def _on_changes(step: PartyStep) -> bool:
    return any(_all(step.what).find(word) in range(20) for word in _CHANGES)


def recorded(view: View, process: Process) -> list[list[tuple[str, ...]]]:
    """For each phase, for each of its steps, the consultations recorded for it.

    A consultation answers one step only: the phases where it matters most choose first.
    """
    found: list[list[tuple[str, ...]]] = [[()] * len(phase.party) for phase in process.phases]
    left = {one.id: one for one in view.all(Consultation)}
    order = {"P6": 0, "P1": 1}
    for at in sorted(
        range(len(process.phases)), key=lambda i: (order.get(process.phases[i].code, 2), i)
    ):
        phase = process.phases[at]
        for number, step in enumerate(phase.party):
            several = step.kind == "hearing"
            chosen = [one.id for one in left.values() if _answers(one, phase, step)]
            chosen = chosen if several else chosen[:1]
            found[at][number] = tuple(chosen)
            for record in chosen:
                del left[record]
    return found


def _answers(one: Consultation, phase: Phase, step: PartyStep) -> bool:
    """Whether a consultation is of the kind, with the party and on the matter of a step."""
    if step.kind == "hearing":
        fits = one.consultation_kind == "hearing" or one.party == "hearing"
    elif step.kind in TREATED:
        fits = one.consultation_kind in TREATED
    else:
        fits = one.consultation_kind == step.kind
    parties, concerns = parties_of(step), concerns_of(phase, step)
    return (
        fits
        and (not parties or one.party in parties or one.party == "" or step.kind == "hearing")
        and (not concerns or one.concerns in concerns)
    )


def steps_of(phase: Phase, activity: Activity) -> list[int]:
    """Which steps of its phase an activity with the parties is for, by their number.

    Those its title speaks of; or, when it speaks of none, those that no other activity does.
    """
    meant = [n for n, step in enumerate(phase.party) if _speaks_of(activity.title, step)]
    if meant:
        return meant
    others = [one for one in phase.activities if one.kind == "parties" and one.id != activity.id]
    return [
        number
        for number, step in enumerate(phase.party)
        if not any(_speaks_of(other.title, step) for other in others)
    ]


def _speaks_of(title: Text, step: PartyStep) -> bool:
    words = _all(title)
    kinds = {kind for kind, signs in _HOW.items() if any(sign in words for sign in signs)}
    parties = {party for party, signs in _WHO.items() if any(sign in words for sign in signs)}
    if not (kinds or parties):
        return False
    if kinds and step.kind not in kinds:
        return False
    if parties and not parties & parties_of(step):
        return False
    return not kinds or any(word in words for word in _CHANGES) == _on_changes(step)


def _all(text: Text) -> str:
    """A text in all its languages, in small letters."""
    return comparison_key(" | ".join(_strings(text)))


def _strings(text: Text) -> Iterator[str] | Sequence[str]:
    return [text] if isinstance(text, str) else text.values()  # type: ignore[return-value]
