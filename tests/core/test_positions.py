"""Position keys: always room for one more, and short where people append."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import positions


@given(st.lists(st.integers(0, 10_000), max_size=80))
def test_there_is_always_room_between_two(places):
    """A measure dropped between two others would land somewhere else."""
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        low = keys[at - 1] if at else ""
        high = keys[at] if at < len(keys) else ""
        key = positions.between(low, high)
        assert positions.is_key(key)
        assert low < key
        assert not high or key < high
        keys.insert(at, key)
    assert keys == sorted(keys)


@pytest.mark.parametrize("first", [False, True])
def test_a_thousand_in_a_row_keep_their_keys_short(first):
    """Keys of 167 characters after 1,000 appends made every file grow with its own order."""
    key = ""
    for _ in range(1_000):
        key = positions.between("", key) if first else positions.after(key)
        assert len(key) <= 4


def test_always_in_the_same_gap():
    """Putting each new goal second would end in an error."""
    low, high = positions.after(""), positions.after(positions.after(""))
    for _ in range(300):
        high = positions.between(low, high)
    assert low < high


def test_there_is_no_room_between_equal_keys():
    """Two records would swap places on one machine and not on the other."""
    with pytest.raises(ValueError):
        positions.between("a1", "a1")


@given(st.text(alphabet="aAzZ09!~ø", max_size=5), st.text(alphabet="aAzZ09!~ø", max_size=5))
def test_keys_of_a_broken_file_are_open_ends(low, high):
    """One odd key in a file would make it impossible to add anything beside it."""
    if positions.is_key(low) and positions.is_key(high) and low >= high:
        return
    assert positions.is_key(positions.between(low, high))


def test_before_the_very_first_key_there_is():
    """A crafted key at the very beginning would leave no room before it."""
    smallest = "A" + "0" * 26
    assert not positions.is_key(smallest)
    for high in (smallest + "V", smallest + "1", smallest[:-1] + "1"):
        key = positions.between("", high)
        assert positions.is_key(key)
        assert key < high
    largest = "z" * 28
    assert positions.between(largest, "") > largest
