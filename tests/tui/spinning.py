"""A thread from a card to a measure, made by the same acts as a person's, for several tests."""

from driving import app_of as app_on
from driving import screen_text as text_of

from workshop.acts import cards, rounds, setup, strategy, topics
from workshop.model import Round

CARD = {"id": "c1", "kind": "question", "ask": {"nb": "Hvem kunne jobbet hos oss?"}}


def do(session, made):
    record, change = made
    session.do(change)
    return record


def spin(session, said="Deltidsansatte som vil ha mer"):
    """A thread from a card to a measure; returns the ids of what lies on it."""
    view, new_id = session.view, session.new_id
    table = do(session, setup.add_group(view, new_id, name="Bord 1"))
    draw = do(session, cards.draw(view, new_id, "card:start:c1:abc", CARD))
    answer = do(session, cards.answer(view, new_id, draw, table, said))
    topic = do(session, topics.make(view, new_id, "Heltid", [answer]))
    other = do(session, topics.make(view, new_id, "Rykte"))
    opened = do(session, rounds.open_round(view, new_id, "Runde", [topic, other], seed=1))
    at = view.need(Round, opened).options.index(topic)
    for _ in range(9):
        grades = [1, 1]
        grades[at] = 5
        session.hand_in(opened, {"grades": grades})
    session.close_round(
        opened, lambda kept: rounds.tally_of(session.view.need(Round, opened), kept)
    )
    session.do(topics.choose(view, topic))
    area = do(session, strategy.area_from_topic(view, new_id, topic))
    goal = do(session, strategy.add_goal(view, new_id, area, "Hele stillinger"))
    measure = do(session, strategy.add_measure(view, new_id, goal, "Lys ut hele stillinger"))
    return {"draw": draw, "answer": answer, "topic": topic, "goal": goal, "measure": measure}


__all__ = ["app_on", "do", "spin", "text_of"]
