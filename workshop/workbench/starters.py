"""What a new deck or process begins with: a little that is whole, in each language."""

from typing import Any, Final

FIRST_CARD: Final[dict[str, dict[str, Any]]] = {
    "nb": {
        "id": "forste-kort",
        "phase": "P4",
        "subject": "En god dag",
        "ask": "Hva skjedde sist du gikk hjem og tenkte at i dag fikk vi det til?",
        "probe": ["Hva skulle til for at det ble sånn?"],
    },
    "nn": {
        "id": "forste-kort",
        "phase": "P4",
        "subject": "Ein god dag",
        "ask": "Kva hende sist du gjekk heim og tenkte at i dag fekk vi det til?",
        "probe": ["Kva skulle til for at det vart slik?"],
    },
    "en": {
        "id": "first-card",
        "phase": "P4",
        "subject": "A good day",
        "ask": "What happened the last time you went home thinking: today we made it work?",
        "probe": ["What did it take to get there?"],
    },
}

DECK_COMMENTS: Final[dict[str, dict[str, str]]] = {
    "nb": {
        "cards": "Ett kort tar opp én ting, og skal kunne leses høyt i ett åndedrag.\n"
        "ask: spørsmålet. probe: oppfølging som bare fasilitatoren ser. phase: P1 til P7.\n"
        "På flere språk skrives teksten slik: ask: {nb: …, nn: …, en: …}",
    },
    "nn": {
        "cards": "Eitt kort tek opp éin ting, og skal kunne lesast høgt i eitt andedrag.\n"
        "ask: spørsmålet. probe: oppfølging som berre fasilitatoren ser. phase: P1 til P7.\n"
        "På fleire språk blir teksten skriven slik: ask: {nb: …, nn: …, en: …}",
    },
    "en": {
        "cards": "One card is about one thing, and can be read aloud in one breath.\n"
        "ask: the question. probe: follow-ups that only the facilitator sees. phase: P1 to P7.\n"
        "In several languages a text is written like this: ask: {nb: …, nn: …, en: …}",
    },
}


def _phase(
    code: str, words: tuple[str, str, str, str, str], party: tuple[str, str, str], gate: list[str]
) -> dict[str, Any]:
    name, title, purpose, activity, ask = words
    kind, who, what = party
    return {
        "id": name,
        "code": code,
        "title": title,
        "purpose": purpose,
        "party": [{"kind": kind, "who": who, "what": what}],
        "activities": [{"id": f"{name}-1", "title": activity, "kind": "talk", "minutes": 45}],
        "gate": {"ask": ask, "needs": gate},
    }


PHASES: Final[dict[str, list[dict[str, Any]]]] = {
    "nb": [
        _phase(
            "P1",
            ("start", "Start og forankring", "Alle vet hvorfor vi gjør dette, og hvem som er med.",
             "Hva vil vi med arbeidet?", "Er mandatet drøftet med de tillitsvalgte?"),
            ("discussed", "De tillitsvalgte", "Mandatet drøftes før arbeidet begynner."),
            ["discussed-mandate"],
        ),
        _phase(
            "P4",
            ("samtaler", "Samtaler og valg", "Vi har snakket sammen og vet hva som er viktigst.",
             "Hva bør vi ta tak i først?", "Vet vi hva vi velger, og hva vi lar ligge?"),
            ("advised", "Tillitsvalgte og vernetjenesten", "De er med ved bordene og blir hørt."),
            ["answers"],
        ),
        _phase(
            "P6",
            ("vedtak", "Drøfting og vedtak", "Forslaget er drøftet, behandlet og vedtatt.",
             "Hva sier forslaget, og hva mangler?", "Er utkastet drøftet før det legges fram?"),
            ("discussed", "De tillitsvalgte", "Utkastet drøftes før det legges fram."),
            ["discussed-draft"],
        ),
    ],
    "nn": [
        _phase(
            "P1",
            ("start", "Start og forankring", "Alle veit kvifor vi gjer dette, og kven som er med.",
             "Kva vil vi med arbeidet?", "Er mandatet drøfta med dei tillitsvalde?"),
            ("discussed", "Dei tillitsvalde", "Mandatet blir drøfta før arbeidet tek til."),
            ["discussed-mandate"],
        ),
        _phase(
            "P4",
            ("samtalar", "Samtalar og val", "Vi har snakka saman og veit kva som er viktigast.",
             "Kva bør vi ta tak i først?", "Veit vi kva vi vel, og kva vi lèt liggje?"),
            ("advised", "Tillitsvalde og vernetenesta", "Dei er med ved borda og blir høyrde."),
            ["answers"],
        ),
        _phase(
            "P6",
            ("vedtak", "Drøfting og vedtak", "Framlegget er drøfta, behandla og vedteke.",
             "Kva seier framlegget, og kva manglar?", "Er utkastet drøfta før det blir lagt fram?"),
            ("discussed", "Dei tillitsvalde", "Utkastet blir drøfta før det blir lagt fram."),
            ["discussed-draft"],
        ),
    ],
    "en": [
        _phase(
            "P1",
            ("start", "Start and mandate", "Everyone knows why we do this and who takes part.",
             "What do we want from this work?", "Has the mandate been discussed with the unions?"),
            ("discussed", "The unions", "The mandate is discussed (drøftet) before work begins."),
            ["discussed-mandate"],
        ),
        _phase(
            "P4",
            ("talks", "Talks and choices", "We have talked, and know what matters most.",
             "What should we take on first?", "Do we know what we choose and what we leave?"),
            ("advised", "Unions and safety representatives", "They sit at the tables."),
            ["answers"],
        ),
        _phase(
            "P6",
            ("decision", "Discussion and decision", "The proposal is treated and adopted.",
             "What does the proposal say, and what is missing?",
             "Has the draft been discussed before it is put forward?"),
            ("discussed", "The unions", "The draft is discussed before it is put forward."),
            ["discussed-draft"],
        ),
    ],
}  # fmt: skip
