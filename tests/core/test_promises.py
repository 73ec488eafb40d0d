"""docs/file-format.md names the tests that hold its promises."""

import re
from pathlib import Path

CORE = Path(__file__).parent


def test_every_test_that_the_document_names_is_there():
    """A promise would stand in the documentation that nothing holds any more."""
    text = (CORE.parents[1] / "docs" / "file-format.md").read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in CORE.glob("test_*.py"))
    named = re.findall(r"`(test_\w+)(\.py)?`", text)
    assert len(named) > 20
    for name, is_file in named:
        assert (CORE / f"{name}.py").exists() if is_file else f"def {name}(" in tests, name
    rules = re.findall(r"^(\d+)\. \*\*", text, re.MULTILINE)
    assert rules == [str(number) for number in range(1, 16)]


def test_every_rule_that_the_code_points_to_is_there():
    """«See rule 17» would send the reader nowhere."""
    for path in (CORE.parents[1] / "workshop").rglob("*.py"):
        for number in re.findall(r"[Ss]ee rule (\d+)", path.read_text(encoding="utf-8")):
            assert 1 <= int(number) <= 15, path
