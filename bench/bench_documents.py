"""Markdown and YAML of a strategy with 1,000 measures, against the bare C dumper of PyYAML.

The bare dumper writes the very same data (``strategy_data``) as YAML, with nothing built or
checked first. Goals: at most 0.1 s, and at most twice the bare dumper.

    python bench/bench_documents.py
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workshop import documents
from workshop.changes import Act, Log, act_id
from workshop.i18n import translator
from workshop.view import View

MEASURES = 1_000
RUNS = 11
GOAL_SECONDS = 0.1
GOAL_RATIO = 2.0
TODAY = "2026-10-06"


def large(measures: int = MEASURES) -> View:
    """A strategy with a goal for each twenty measures and an area for each five goals."""
    sets: dict[str, dict[str, object]] = {
        "workshop:this": {"title": "Arbeidsgiverstrategi", "organisation": "Fjordvik kommune"},
        "horizon:h": {"title": "Kort sikt", "year_from": 2027, "place": ["", "a0"]},
    }
    for at in range(measures):
        goal, area = f"goal:{at // 20:04d}", f"area:{at // 100:04d}"
        sets.setdefault(area, {"title": "Innsatsområde", "place": ["", f"b{at // 100:02d}"]})
        sets.setdefault(goal, {"title": "Mål å nå", "place": [area, f"b{at // 20 % 5:02d}"]})
        sets[f"strategy:{at:04d}"] = {"text": "En retning", "place": [goal, f"b{at % 20:02d}"]}
        sets[f"measure:{at:04d}"] = {
            "text": f"Lyse ut alle ledige stillinger som hele, og følge opp hver enhet ({at})",
            "short": "Hele stillinger",
            "argument": "En hel stilling er en lønn å leve av.\n\nDet gir også færre ansikter.",
            "owner": "Kommunalsjef helse og mestring",
            "owner_state": "accepted",
            "horizon": "horizon:h",
            "deadline": "2027-03-01",
            "priority": "high",
            "theme": "Heltid",
            "cost": "innenfor rammen",
            f"strategies/strategy:{at:04d}": True,
            "place": [goal, f"b{at % 20:02d}"],
        }
    return View(Log([Act(id=act_id(1, 1), sets=sets)]))


def median(run: Callable[[], object]) -> float:
    """The median time of a call, in seconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    view = large()
    t = translator("nb")
    data = documents.strategy_data(view)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    bare = median(lambda: yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False))
    print(f"{MEASURES} measures, median of {RUNS} runs")
    print(f"  bare C dumper            {bare * 1000:7.1f} ms   1.00×")
    for document, form in (("strategy", "markdown"), ("strategy", "yaml"), ("strategy", "html")):
        found = median(lambda d=document, f=form: documents.render(view, d, f, t, TODAY))
        verdict = "met" if found <= GOAL_SECONDS and found <= GOAL_RATIO * bare else "MISSED"
        print(
            f"  {document} as {form:<12} {found * 1000:7.1f} ms   {found / bare:.2f}×   {verdict}"
        )
    text = documents.render(view, "strategy", "yaml", t, TODAY)
    taken = median(lambda: documents.import_plan(view, documents.read_strategy(text)))
    print(f"  import of the YAML       {taken * 1000:7.1f} ms   {taken / bare:.2f}×")


if __name__ == "__main__":
    main()
