"""The log in the file: rows are appended, read on from where one was, and rarely blanked."""

from collections.abc import Iterable, Mapping

import msgspec

from workshop.store.errors import explained
from workshop.store.rows import Batch, Row, checksum, name_of, sift
from workshop.store.tables import DraftKey, Tables, drop_drafts

UNTIDY = "untidy"
"""On the desk while bytes of something forgotten may still lie in unused parts of the file."""
REWRITTEN = "rewritten"
"""On the desk: another word for each time that rows were written anew."""


class Store(Tables):
    """A ``.workshop`` file that is open."""

    def append(
        self,
        rows: Iterable[Row],
        *,
        instead_of_ballots: str = "",
        instead_of_drafts: Iterable[DraftKey] = (),
    ) -> None:
        """Keep rows in one transaction; sound rows that are there already are left alone.

        A row that is there but damaged is made whole.

        Args:
            rows: The acts.
            instead_of_ballots: A round. Its ballots that are in these rows leave their table;
                one that was handed in meanwhile stays there.
            instead_of_drafts: The drafts that have become these acts.

        Raises:
            StoreError: nothing was kept.
        """
        values = [(row.id, row.body, checksum(row.id, row.body)) for row in rows]
        with self._writing() as connection:
            connection.executemany(
                "INSERT INTO act(id,body,crc) VALUES(?,?,?) ON CONFLICT(id) DO UPDATE "
                "SET body=excluded.body, crc=excluded.crc "
                "WHERE NOT sound(act.id, act.body, act.crc)",
                values,
            )
            drop_drafts(connection, instead_of_drafts)
            if instead_of_ballots:
                there = connection.execute(
                    "SELECT id FROM ballot WHERE round=?", (instead_of_ballots,)
                ).fetchall()
                connection.executemany(
                    "DELETE FROM ballot WHERE id=?",
                    [key for key in there if any(key[0].encode() in row[1] for row in values)],
                )

    def since(self, seq: int) -> Batch:
        """The rows after one, with those whose checksum fails set apart."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT seq, CAST(id AS BLOB), body, crc FROM act WHERE seq>? ORDER BY seq", (seq,)
            ).fetchall()
        batch = sift(found, seq)
        whole = [row[0] for row in found] == list(range(seq + 1, seq + 1 + len(found)))
        return batch if whole else msgspec.structs.replace(batch, whole=False)

    def stands(self, seq: int, identifier: str, count: int) -> bool:
        """Whether the log is still the one we have read: so many rows, and this one at its place.

        Args:
            seq: The last row that was read; 0 is none.
            identifier: Its id.
            count: How many rows there must be.
        """
        with explained(self.path):
            if self.count() != count:
                return False
            found = self._connection.execute(
                "SELECT CAST(id AS BLOB) FROM act WHERE seq=?", (seq,)
            ).fetchone()
        return not seq or (found is not None and name_of(found[0]) == identifier)

    def last(self) -> str:
        """The id of the last row; empty when there is none."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT CAST(id AS BLOB) FROM act ORDER BY seq DESC LIMIT 1"
            ).fetchone()
        return name_of(found[0]) if found else ""

    def ids(self) -> set[str]:
        """The ids of all rows."""
        with explained(self.path):
            return {str(row[0]) for row in self._connection.execute("SELECT id FROM act")}

    def mark(self) -> str:
        """By what one sees that acts have come in: how many there are, and which came last."""
        return f"{self.count()}:{self.last()}"

    def count(self) -> int:
        """How many rows there are."""
        with explained(self.path):
            return int(self._connection.execute("SELECT count(*) FROM act").fetchone()[0])

    def body(self, seq: int) -> bytes:
        """The bytes of one row, sound or not; none when it is not there."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT CAST(body AS BLOB) FROM act WHERE seq=?", (seq,)
            ).fetchone()
        return bytes(found[0]) if found else b""

    def pick(self, ids: Iterable[str]) -> list[Row]:
        """The sound ones of these rows."""
        found = []
        with explained(self.path):
            for identifier in ids:
                found += self._connection.execute(
                    "SELECT seq, CAST(id AS BLOB), body, crc FROM act WHERE id=?", (identifier,)
                ).fetchall()
        return sift(found, 0).rows

    # ── forgetting ───────────────────────────────────────────────────────────────────────

    def rewrite(
        self,
        bodies: Mapping[str, bytes],
        *,
        drafts: Iterable[tuple[str, str]] | None = (),
        rounds: Iterable[str] = (),
        erase: Iterable[int] = (),
    ) -> None:
        """Put other bytes in the place of some rows, and leave no trace of the old ones.

        Args:
            bodies: Id of a row → what it holds from now on.
            drafts: (record, field) whose drafts go, in every window; None is all drafts.
            rounds: The rounds whose ballots go.
            erase: Damaged rows, by number, of which nothing is kept.

        Raises:
            StoreError: nothing was changed.
        """
        with self._writing() as connection:
            connection.executemany(
                "UPDATE act SET body=?, crc=? WHERE id=?",
                [(body, checksum(key, body), key) for key, body in bodies.items()],
            )
            connection.executemany(
                "UPDATE act SET body=x'', crc=-1 WHERE seq=?", [(seq,) for seq in erase]
            )
            if drafts is None:
                connection.execute("DELETE FROM draft")
            else:
                connection.executemany("DELETE FROM draft WHERE record=? AND field=?", drafts)
            connection.executemany("DELETE FROM ballot WHERE round=?", [(r,) for r in rounds])
            connection.execute("DELETE FROM snapshot")
            connection.execute("INSERT OR REPLACE INTO desk VALUES(?,'1')", (UNTIDY,))
            connection.execute(
                "INSERT OR REPLACE INTO desk VALUES(?,hex(randomblob(8)))", (REWRITTEN,)
            )

    @property
    def untidy(self) -> bool:
        """Whether bytes of something forgotten may still lie in unused parts of the file."""
        return bool(self.desk(UNTIDY))

    def tidy(self) -> None:
        """Write the file anew without its unused parts, after something was forgotten.

        Raises:
            StoreError: there is no room, or another program holds the file; ask again later.
        """
        with explained(self.path):
            self._connection.execute("VACUUM")
            self._wrote()
        with self._writing() as connection:
            connection.execute("DELETE FROM desk WHERE name=?", (UNTIDY,))
