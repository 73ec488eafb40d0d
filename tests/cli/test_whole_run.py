"""A whole run from the shell: from an empty folder to a strategy document."""

from workshop.session import open_session


def test_from_an_empty_folder_to_a_document(run, ours, tmp_path):
    """What can be done on the screens could not be scripted."""
    assert run("start", ours, "velkommen").code == 0
    assert run("tick", ours, "velkommen", "--minutes", "20", "--note", "Alle kom").code == 0

    drawn = run("draw", ours, "start", "--activity", "apning/utfordringsbilde")
    assert drawn.code == 0
    assert "?" in drawn.out
    said = run("answer", ours, "1 deltid er en vane #heltid", "2 for mange vikarer", "--star")
    assert said.code == 0
    run("answer", ours, piped="3 vi finner ikke folk\n\n1 ledere rekker ikke å lede\n")
    answers = [one["id"] for one in run("show", ours, "answer", "--json").json]
    assert len(answers) == 4

    run("draw", ours, "start", "hvor-rustet")
    assert run("answer", ours, "1 2>4 vi vet ikke").code == 0

    heltid = run("add", ours, "topic", "Hele stillinger", f"answers={answers[0]},{answers[1]}")
    ledere = run("add", ours, "topic", "Ledere som rekker å lede", f"answers={answers[3]}")
    bolig, hus = run("add", ours, "topic", "Bolig"), run("add", ours, "topic", "Hus")
    assert run("topic", "merge", ours, bolig.record, hus.record).code == 0
    assert run("topic", "reject", ours, bolig.record, "--reason", "Egen plan").code == 0

    opened = run("round", "open", ours, "--title", "Hva haster?", "--keep-order")
    assert "A  Hele stillinger" in opened.out
    assert "Bolig" not in opened.out
    slips = "\n".join(["52", "53", "54", "51", "53", "52", "55", "5-"])
    assert run("round", "slip", ours, "--role", "employees", "--table", "1", piped=slips).code == 0
    closed = run("round", "close", ours)
    assert "Everyone calls this Decisive" in closed.out

    assert run("topic", "choose", ours, heltid.record, "--reason", "Øverst").code == 0
    assert run("topic", "deselect", ours, ledere.record, "--reason", "Seinere").code == 0
    area = run("add", ours, "area", "Rekruttere og beholde", f"topics={heltid.record}")
    goal = run("add", ours, "goal", "Heltid er det vanlige", "--under", area.record)
    way = run("add", ours, "strategy", "Lyse ut hele stillinger", "--under", goal.record)
    measure = run(
        "add", ours, "measure", "Lyse ut alt som 100 prosent", "--under", goal.record,
        f"strategies={way.record}", f"topics={heltid.record}", f"answers={answers[0]}",
        "owner=Personalsjef", "deadline=2027-03-01", "priority=high", "needs_discussion=yes",
    )  # fmt: skip
    assert measure.code == 0, measure.err
    run("edit", ours, measure.record, "owner_state=accepted", f"answers+={answers[1]}")
    run("edit", ours, "introduction", "text=Hvorfor vi gjør dette.")
    run("add", ours, "statement", "Åpen: Vi sier det før det er bestemt.", "statement_kind=value")
    run(
        "add", ours, "consultation", "De hovedtillitsvalgte", "consultation_kind=discussed",
        "party=unions", "concerns=draft", "date=2026-09-01", "stance=agree",
    )  # fmt: skip
    run("add", ours, "decision", "Kommunestyret", "decision_kind=decision", "date=2026-12-10")
    run("add", ours, "status", "I gang", "--under", measure.record, "state=started")

    assert run("export", ours, "--out", "docs").code == 0
    assert run("export", ours, "--document", "meeting-note", "--format", "html").code == 0
    text = next((tmp_path / "docs").glob("*.md")).read_text("utf-8")
    for words in ("Rekruttere og beholde", "Heltid er det vanlige", "Lyse ut alt som 100 prosent"):
        assert words in text

    with open_session(ours, backup=False) as session:
        view = session.view
        assert view.troubles() == []
        made = view.get(measure.record)
        assert made.owner_state == "accepted"
        assert made.status == "started"
        assert set(made.answers) == set(answers[:2])
        assert [topic.state for topic in view.topics()] == ["chosen", "deselected", "rejected"]
        assert view.get("activity:apning/velkommen").minutes_used == 20
        assert {act.by for act in session.log if act.at} >= {"Fasilitator"}


def test_one_act_can_be_taken_back_in_the_next_command(run, ours):
    """A slip of the hand in the shell could not be undone."""
    area = run("add", ours, "area", "Feil").record
    assert "Add an area" in run("undo", ours).out
    assert area not in run("show", ours).out
    assert "Add an area" in run("redo", ours).out
    assert area in run("show", ours).out


def test_moving_and_removing(run, ours):
    """An outline made from the shell could not be put in order."""
    first, second = (run("add", ours, "area", name).record for name in ("Én", "To"))
    third = run("add", ours, "area", "Tre", "--first").record

    def order():
        return [one["id"] for one in run("show", ours, "area", "--json").json]

    assert order() == [third, first, second]
    run("move", ours, third, "--down")
    assert order() == [first, third, second]
    run("move", ours, second, "--first")
    assert order() == [second, first, third]
    goal = run("add", ours, "goal", "Mål", "--under", first).record
    run("move", ours, goal, "--under", third)
    assert run("show", ours, goal, "--json").json["under"] == third
    run("remove", ours, third)
    assert order() == [second, first]
    assert third in run("show", ours, "--removed").out
    run("restore", ours, third)
    assert order() == [second, first, third]


def test_a_round_tells_nothing_while_it_is_open(run, ours):
    """Someone could see how the vote goes before it is closed."""
    for title in ("Én", "To"):
        run("add", ours, "topic", title)
    run("round", "open", ours, "--keep-order")
    before = [run(*look).out for look in _looks(ours)]
    run("round", "slip", ours, "51", "42", "33")
    assert [run(*look).out for look in _looks(ours)] == before


def _looks(file):
    """Everything that shows the workshop."""
    return (
        ("round", "show", file), ("round", "show", file, "--json"), ("status", file),
        ("status", file, "--json"), ("log", file), ("log", file, "--json"),
        ("show", file, "round", "--json"), ("check", file),
        ("export", file, "--format", "markdown", "--out", "-", "--date", "2027-01-01"),
        ("export", file, "--document", "meeting-note", "--format", "html", "--out", "-",
         "--date", "2027-01-01"),
    )  # fmt: skip


def test_few_slips_get_no_order(run, ours):
    """Three people's slips would be shown as the will of the room."""
    for title in ("Én", "To"):
        run("add", ours, "topic", title)
    run("round", "open", ours, "--keep-order")
    run("round", "slip", ours, "15", "15", "15")
    assert "Few ballots" in run("round", "close", ours).out
    found = run("round", "show", ours, "--json").json
    assert all("rank" not in row for row in found["result"])
    assert [row["id"] for row in found["result"]] == [one["id"] for one in found["options"]]


def test_a_mistyped_slip_can_be_taken_out(run, ours):
    """A slip typed twice would count twice."""
    for title in ("Én", "To"):
        run("add", ours, "topic", title)
    assert run("round", "open", ours, "--grades", "Ja,Nei").code == 1
    run("round", "open", ours, "--keep-order", "--grades", "Ja,Jo,Kanskje,Helst ikke,Nei")
    typed = [run("round", "slip", ours, "51").out for _time in range(9)]
    key = typed[0].partition("[")[2].partition("]")[0]
    assert run("round", "take-back", ours, key).code == 0
    assert run("round", "take-back", ours, key).code == 1
    assert "Everyone calls this Ja" in run("round", "close", ours).out
    assert run("round", "show", ours, "--json").json["ballots"] == 8


def test_a_mistyped_slip_takes_in_none(run, ours):
    """Half of a pile of slips would be counted twice when it is typed again."""
    for title in ("Én", "To"):
        run("add", ours, "topic", title)
    run("round", "open", ours)
    done = run("round", "slip", ours, "51", "597")
    assert done.code == 1
    run("round", "close", ours)
    assert run("round", "show", ours, "--json").json.get("ballots", 0) == 0


def test_an_answer_from_a_table_that_is_not_there_takes_in_none(run, ours):
    """Lines typed again after a mistake would stand twice."""
    run("draw", ours, "start")
    done = run("answer", ours, "1 deltid", "9 hei")
    assert (done.code, done.err) == (1, "workshop: There is no table 9\n")
    assert run("show", ours, "answer", "--json").json == []
