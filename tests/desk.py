"""A desk to try the pure rooms at: acts are kept in memory, one after the other."""

import msgspec

from workshop.acts.base import remove
from workshop.changes import Act, Change, Log, act_id, clean_sets
from workshop.model import WORKSHOP
from workshop.view import View


class Desk:
    """A workshop without a file; ``at`` and ``by`` may be changed between acts."""

    def __init__(self, **workshop):
        self.log = Log()
        self.view = View(self.log)
        self.by, self.at = "HR", "2027-01-10T09:00:00"
        self._acts = 0
        self._ids = 0
        if workshop:
            self.put(WORKSHOP, **workshop)

    def new_id(self, kind):
        self._ids += 1
        return f"{kind}:{self._ids:03d}"

    def do(self, change):
        """Keep a change, or the change of an act that also gives an id, and return that id."""
        record, change = change if isinstance(change, tuple) else ("", change)
        assert isinstance(change, Change)
        self.keep(
            what=change.what, sets=clean_sets(msgspec.to_builtins(change.sets)),
            replaces=change.replaces, hides=change.hides,
        )  # fmt: skip
        return record

    def keep(self, **fields):
        self._acts += 1
        act = Act(id=act_id(self._acts, 0), by=self.by, seat=self.by, at=self.at, **fields)
        self.view.refresh(self.log.add([act]))
        return act

    def put(self, record, **values):
        """Set fields without the help of acts; a set becomes one field per member."""
        fields = {}
        for name, value in values.items():
            if isinstance(value, set):
                fields.update({f"{name}/{member}": True for member in value})
            else:
                fields[name] = value
        replaces = {
            record: {name: self.view.tips(record, name) for name in fields}
        }  # fmt: skip
        self.keep(what="put", sets={record: fields}, replaces=replaces)
        return record

    def remove(self, *records):
        """Remove as a person does, with all that is there in sight."""
        self.do(remove(self.view, *records))

    def clash(self, record, field, one, other):
        """Two people change a field without seeing each other."""
        tips = {record: {field: self.view.tips(record, field)}}
        for value in (one, other):
            self.keep(what="Edit", sets={record: {field: value}}, replaces=tips)
