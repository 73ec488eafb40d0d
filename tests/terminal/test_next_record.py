"""A field shows the record it is about, and nothing of the one before: not where that was left."""

import sys

import pytest
from terminal import running
from terminal.scenarios import Scenario

if not sys.platform.startswith("linux"):
    pytest.skip("needs a pseudo-terminal and /proc", allow_module_level=True)

OWNER = "Kommunedirektør"


def test_writing_goes_on_at_the_end_of_what_stands_there(tmp_path):
    """Who types into the next owner would find the words in the middle of the title."""
    scenario = Scenario(
        "next-record", "small",
        f"4<down*4><enter><tab>{OWNER}<esc><up><enter><tab>Leder<left*3><esc>"
        "<down><enter><tab>X<esc>",
    )  # fmt: skip
    done = running.one_by_one(scenario, tmp_path / "made", tmp_path / "calm")
    records = done.effect["w.workshop"]["records"].values()
    owners = {record["owner"] for record in records if record.get("owner")}
    assert owners == {"Leder", f"{OWNER}X"}
