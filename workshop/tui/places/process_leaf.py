"""What stands beside the plan: purpose, guide, who must be there, gate, party steps, note."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from workshop import i18n
from workshop.content import Text, say
from workshop.guide.gates import gate
from workshop.guide.plan import ActivityPlan, PhasePlan
from workshop.i18n import N_
from workshop.i18n import gettext as _
from workshop.model import ProcessCopy
from workshop.tui.places import PLACES
from workshop.tui.places.process_changing import said_of
from workshop.tui.text import MUTED, join, one_line, plain
from workshop.view import View

if TYPE_CHECKING:
    from workshop.content import Term

MARKS = {"todo": "○", "started": "▶", "done": "✓", "stepped-over": "–"}
"""How far a step has come, as a sign that needs no colour."""
LEFT_OUT = "×"
"""What stands before an activity that is left out of the plan."""

ROLES = {
    "elected": N_("elected members"),
    "top": N_("top leaders"),
    "middle": N_("middle leaders"),
    "first-line": N_("first-line leaders"),
    "employees": N_("employees"),
    "unions": N_("union representatives"),
    "safety": N_("safety service"),
    "staff": N_("staff and HR"),
    "citizens": N_("citizens"),
    "partners": N_("partners"),
}
"""Role → what it is called."""

STATES = {
    "todo": N_("not started"),
    "started": N_("started"),
    "done": N_("done"),
    "stepped-over": N_("stepped over"),
}
"""State → what it is called."""

CONSULTED = {
    "informed": N_("informed (informert)"),
    "advised": N_("consulted for advice (tatt med på råd)"),
    "discussed": N_("discussed (drøftet)"),
    "presented": N_("presented (forelagt)"),
    "statement": N_("statement (uttalelse)"),
    "hearing": N_("hearing answer (høringssvar)"),
    "treated": N_("treated (behandlet)"),
    "negotiated": N_("negotiated (forhandlet)"),
}
"""Kind of consultation → its exact word."""


def line(step: PhasePlan | ActivityPlan) -> Content:
    """One line of the plan: a phase in bold, an activity with its minutes."""
    mark = MARKS[step.state]
    if isinstance(step, PhasePlan):
        return join((f"{mark} {one_line(step.title, 36)}", "bold"))
    if step.hidden:
        return join((f"    {LEFT_OUT} {one_line(step.title, 27)} ", "dim"), (_("left out"), "dim"))
    style = "" if step.state in {"todo", "started"} else "dim"
    minutes = f"{step.minutes:>4}" if step.minutes else "    "
    title = one_line(step.title, 27)
    return join((f"    {mark} {title:<28}", style), (minutes, "dim"))


def content(
    view: View, step: PhasePlan | ActivityPlan, terms: "Sequence[Term]" = ()
) -> Content:  # fmt: skip
    """All that is to be known about a step, and what the terms in it are called."""
    named = _words(view, terms)
    if isinstance(step, PhasePlan):
        return _phase(view, step, named)
    return _activity(view, step, named)


def _phase(view: View, phase: PhasePlan, named: Content) -> Content:
    text = _texts(view)
    content = join((phase.title + "\n", "bold $primary"), _state(phase), "\n\n")
    content += plain(text(phase.content.purpose))
    content += _weeks(phase) + _who(phase.content.who)
    checks = gate(view, phase)
    if checks:
        content += _heading(_("Before you go on"))
        for check in checks:
            said = i18n.current().message(check.message)
            sign = {True: "✓", False: "○", None: "?"}[check.met]
            content += join(f"\n {sign} ", plain(said))
    if phase.parties:
        content += _heading(_("With the parties"))
        for party in phase.parties:
            sign = "✓" if party.recorded else "○"
            content += join(f"\n {sign} ", (_(CONSULTED[party.step.kind]), "bold"), ": ",
                            plain(party.who), (f"\n   {one_line(party.what)}", MUTED))  # fmt: skip
    content += _guide(text(phase.content.guide)) + _outputs(phase.content.outputs, text)
    content += named
    ready = not phase.settled and all(one.settled for one in phase.activities)
    return content + _note(phase) + _hint(_("Press d to leave it.") if ready else "")


def _activity(view: View, activity: ActivityPlan, named: Content) -> Content:
    text = _texts(view)
    minutes = _("{n} min").format(n=activity.minutes)
    used = _("{n} min used").format(n=activity.minutes_used) if activity.minutes_used else ""
    place = _(PLACES[activity.place][1])
    facts = " · ".join(word for word in (minutes, used, f"{activity.place} {place}") if word)
    content = join(
        (activity.title + "\n", "bold $primary"), _state(activity), (f"   {facts}", MUTED), "\n"
    )
    if differs := said_of(activity):
        content += join((one_line(differs) + "\n", MUTED))
    if purpose := text(activity.content.purpose):
        content += join("\n", plain(purpose))
    content += _who(activity.content.who)
    content += _guide(text(activity.content.guide)) + _outputs(activity.content.outputs, text)
    content += named + _note(activity)
    hints = {"todo": _("Press Enter to start it."), "started": _("Press d when it is done.")}
    if activity.hidden:
        return content + _hint(_("Press x to take it into the plan again."))
    return content + _hint(hints.get(activity.state, ""))


def _hint(words: str) -> Content:
    return join(("\n\n" + words if words else "", "$accent"))


def _texts(view: View) -> Callable[[Text], str]:
    """What a text of the process says in the workshop's language."""
    copy = view.find(ProcessCopy, view.workshop.process)
    own = str(copy.content.get("language", "nb")) if copy else "nb"
    return lambda text: say(text, view.workshop.language, own)


def _state(step: PhasePlan | ActivityPlan) -> Content:
    said = f"{MARKS[step.state]} {_(STATES[step.state])}"
    return join((said, MUTED), (f" – {one_line(step.reason)}" if step.reason else "", MUTED))


def _weeks(phase: PhasePlan) -> Content:
    first, last = phase.content.weeks_from, phase.content.weeks_to
    if not last:
        return Content("")
    return join(("\n" + _("{first}–{last} weeks").format(first=first, last=last), MUTED))


def _who(roles: Sequence[str]) -> Content:
    if not roles:
        return Content("")
    names = ", ".join(_(ROLES.get(role, role)) for role in roles)
    return _heading(_("Who must be there")) + join("\n", plain(names))


def _guide(guide: str) -> Content:
    return _heading(_("Guide")) + join("\n", plain(guide.strip())) if guide else Content("")


def _outputs(outputs: Sequence[Text], text: Callable[[Text], str]) -> Content:
    content = Content("")
    if outputs:
        content = _heading(_("What comes out of it"))
        for output in outputs:
            content += join("\n – ", plain(text(output)))
    return content


def words(view: View, step: PhasePlan | ActivityPlan) -> "list[Term]":
    """The professional terms that a step uses."""
    from workshop.tui.dialogs.glossary import words_in

    text = _texts(view)
    texts = [step.title, text(step.content.purpose), text(step.content.guide)]
    if isinstance(step, PhasePlan):
        texts += [f"{party.who}\n{party.what}" for party in step.parties]
    outputs = (text(output) for output in step.content.outputs)
    return words_in("\n".join([*texts, *outputs]), view.workshop.language)


def _words(view: View, terms: "Sequence[Term]") -> Content:
    if not terms:
        return Content("")
    from workshop.tui.dialogs.glossary import named

    names = named(terms, view.workshop.language, 200)
    return _heading(_("Words")) + join((f"\n{names}  ", MUTED), ("F7", "bold"))


def _note(step: PhasePlan | ActivityPlan) -> Content:
    return _heading(_("Note")) + join("\n", plain(step.note)) if step.note else Content("")


def _heading(words: str) -> Content:
    return join(("\n\n" + words, "bold $accent"))
