"""Plugins for waybill in Python: one file to copy into a plugin's folder. Python 3.9 or later, standard library only.

    import waybill

    plugin = waybill.Plugin()            # who it is stands in plugin.json, in the same folder

    @plugin.analysis
    def suppliers(run: waybill.Run) -> None:
        run.heading("Suppliers of {who}", {"who": waybill.param("importer")})
        with run.query(measures=["value"], by=["reporter"], where={"partner": run.params["importer"], "flow": "X"},
                       period="2020", order=["-value"]) as answer:
            for row in answer:
                if row["value"] is not None:
                    run.finding(f"from-{row['reporter']}", "{who} recorded {v}.",
                                {"who": row.ref("reporter"), "v": row.ref("value")})

    plugin.main()

The kit keeps standard output for messages: what `print` writes becomes a line of the log. The end of standard input ends
the process, and the host's wish to end a run raises `Cancelled` from whatever call comes next. Values, the evidence of
each number in a text, are plain dictionaries, made by `ref`, `where`, `calc`, `param`, `source` and their like.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import os
import random
import select
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Literal, NamedTuple, NoReturn, Optional, TypeVar, Union, overload

__version__ = "1.0.0"
__all__ = [
    "Answer", "Cancelled", "Column", "Plugin", "PluginError", "Row", "Run", "Table",
    "calc", "cell", "column", "judgement", "months", "param", "ref", "source", "where", "words",
]

Json = dict[str, Any]  # a message, or a part of one
Value = dict[str, Any]  # where a value comes from
Values = Mapping[str, Value]  # the values of a text, by the names in its braces
Cell = Union[Value, str, None]  # a cell of a table of the plugin's own
Kind = Literal["config", "data", "plugin", "host", "transient", "policy"]  # who must act on an error
Work = Callable[["Run"], object]  # what an author writes
_Work = TypeVar("_Work", bound=Work)

PROTOCOL = 1
CREDIT = 4  # batches that the host may send ahead, each at most 500 rows or 64 KiB
PIECE_BYTES = 1 << 18  # about how much of a table goes into one message, of which the host takes a megabyte
WAITING_BYTES = 1 << 20  # how much the kit takes off the wire before somebody reads it


class PluginError(Exception):
    """Why a run cannot go on: raised by the kit, or by the plugin, it becomes the error of the run.

    `kind` says who must act: the analyst (`config`), who supplies data (`data`), the author (`plugin`), ... `labels` are
    places in the form `{"at": JSON Pointer, "text": ...}`. A question that the host refuses raises it too, with the code
    of the refusal, and may be caught.
    """

    def __init__(
        self, message: str, *, code: str = "plugin.failed", kind: Kind = "plugin", help: Optional[str] = None,
        labels: Optional[list[Json]] = None, detail: Optional[str] = None,
    ) -> None:
        super().__init__(message)
        self.kind, self.code, self.message = kind, code, message
        self.help, self.labels, self.detail = help, labels, detail

    @classmethod
    def of(cls, error: Json) -> PluginError:
        """Returns the error of a message of the host."""
        return cls(
            str(error.get("message", "")), code=str(error.get("code", "host.internal")), kind=error.get("kind", "host"),
            help=error.get("help"), labels=error.get("labels"), detail=error.get("detail"))

    def json(self) -> Json:
        """Returns the error as it stands in a message."""
        return _without_none(
            kind=self.kind, code=self.code, message=self.message, help=self.help, labels=self.labels, detail=self.detail)


class Cancelled(BaseException):
    """The host wants the run to end. Let it pass: `except Exception` does not catch it, `finally` and `with` see it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# Where a value comes from. A query or a table is named by its id or key, or given as the object itself.


def ref(query: Union[str, Answer], row: int, column: str, *, format: Optional[str] = None) -> Value:
    """A cell of an answer or an input: row, counted from 0, and column."""
    return _without_none(**{"from": [_name(query), row, column]}, format=format)


def where(query: Union[str, Answer], at: Mapping[str, str], column: str, *, format: Optional[str] = None) -> Value:
    """The cell of the one row that has these codes, periods and texts."""
    return _without_none(**{"from": {"query": _name(query), "where": dict(at), "column": column}}, format=format)


def cell(table: Union[str, Table], row: int, column: str, *, format: Optional[str] = None) -> Value:
    """A cell of a table that was sent before."""
    return _without_none(table=[table if isinstance(table, str) else table.key, row, column], format=format)


def param(name: str, *, format: Optional[str] = None) -> Value:
    """A parameter of the run, by name or by JSON Pointer."""
    return _without_none(param=name if name.startswith("/") else "/" + name, format=format)


def calc(
    expression: str, value: Union[int, float, Decimal], *, unit: Optional[str] = None, format: Optional[str] = None,
) -> Value:
    """A calculation over other values of the same block and over columns, with the result that the plugin found."""
    return _without_none(calc=expression, value=_number(value), unit=unit, format=format)


def source(
    value: Union[str, int, float, Decimal], url: str, *, name: Optional[str] = None, accessed: Optional[str] = None,
    quote: Optional[str] = None, unit: Optional[str] = None, format: Optional[str] = None,
) -> Value:
    """A figure from outside, with the address where it can be read; `accessed` is an ISO date."""
    cited = _without_none(url=url, name=name, accessed=accessed, quote=quote)
    return _without_none(value=value if isinstance(value, str) else _number(value), source=cited, unit=unit, format=format)


def judgement(value: str, reason: str) -> Value:
    """A judgement in words, with its reason."""
    return {"value": value, "judgement": reason}


def words(text: str) -> Value:
    """Plain words without a number."""
    return {"value": text}


def months(period: str) -> Optional[tuple[int, int]]:
    """Returns the first and last month of a period text, counted from the year 0; None where days bound it."""
    ends: list[tuple[int, int]] = []
    for part in period.split(".."):
        year, _, rest = part.partition("-")
        if len(rest) > 2:
            return None
        if rest.startswith("Q"):
            ends.append((int(year) * 12 + int(rest[1]) * 3 - 3, int(year) * 12 + int(rest[1]) * 3 - 1))
        else:
            ends.append((int(year) * 12 + int(rest or 1) - 1, int(year) * 12 + int(rest or 12) - 1))
    return ends[0][0], ends[-1][1]


def column(
    name: str, label: Optional[str] = None, type: Optional[str] = None, *, unit: Optional[str] = None,
    list: Optional[str] = None, format: Optional[str] = None,
) -> Json:
    """A column of a table; `list` names the code list of a column of codes."""
    return _without_none(name=name, label=label, type=type, unit=unit, list=list, format=format)


class Column(NamedTuple):
    """A column of an answer: name, type of its cells, and for them the unit or the code list."""

    name: str
    type: str
    unit: Optional[str] = None
    list: Optional[str] = None


class Row(Mapping[str, Any]):
    """A row of an answer: a mapping from column to cell. A figure is the text of an exact number, or None."""

    __slots__ = ("answer", "index", "_cells")

    def __init__(self, answer: Answer, index: int, cells: list[Any]) -> None:
        self.answer, self.index, self._cells = answer, index, cells

    def __getitem__(self, name: str) -> Any:
        return self._cells[self.answer._place(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answer._places)

    def __len__(self) -> int:
        return len(self._cells)

    def __contains__(self, name: object) -> bool:
        return name in self.answer._places

    def __repr__(self) -> str:
        return f"Row({self.answer.id!r}, {self.index}, {dict(self)!r})"

    def decimal(self, name: str) -> Optional[Decimal]:
        """Returns a figure as an exact number; None where there is none, which is not zero."""
        value = self[name]
        return None if value is None else Decimal(str(value))

    def ref(self, name: str, *, format: Optional[str] = None) -> Value:
        """Returns a reference to a cell of this row."""
        self.answer._place(name)
        return ref(self.answer, self.index, name, format=format)

    def where(self, name: str, *, format: Optional[str] = None) -> Value:
        """Returns a reference to a cell by the codes, periods and texts of this row, which no change of order breaks."""
        self.answer._place(name)
        at = {key: self[key] for key in self.answer.dimensions if self[key] is not None}
        return where(self.answer, at, name, format=format)


_MEASURES = {"value", "quantity", "netweight", "share", "change", "rows"}


class Answer(Iterator[Row]):
    """The rows of a query or an input, which arrive while they are read, and can be gone through once.

    As a context manager it gives up, at the end of the block, on the rows that were not read.
    """

    def __init__(self, session: _Session, stream: Json, *, is_credited: bool) -> None:
        self.id: str = stream["id"]
        self.columns = [
            Column(entry["name"], entry["type"], entry.get("unit"), entry.get("list")) for entry in stream["columns"]]
        self.digest: str = stream.get("digest", "")
        self.evidence: Optional[Json] = None  # what the answer rests on: known after the last row
        self.is_truncated = False
        self._session, self._is_credited = session, is_credited
        self._places = {entry.name: place for place, entry in enumerate(self.columns)}
        self._batches: deque[tuple[list[list[Any]], int]] = deque()  # rows, and bytes that they came in
        self._rows: list[list[Any]] = []
        self._taken = self._given = self._received = 0
        self._end: Optional[Json] = None
        self._error: Optional[PluginError] = None
        self._is_dropped = False

    @property
    def dimensions(self) -> list[str]:
        """The columns that tell the rows apart."""
        return [entry.name for entry in self.columns if entry.name.partition(".")[0] not in _MEASURES]

    def __enter__(self) -> Answer:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType],
    ) -> None:
        if kind is None:
            self.drop()

    def __iter__(self) -> Answer:
        return self

    def __next__(self) -> Row:
        while self._taken == len(self._rows):
            if not self._next_batch():
                raise StopIteration
        self._taken += 1
        self._given += 1
        return Row(self, self._given - 1, self._rows[self._taken - 1])

    def rows(self) -> list[Row]:
        """Returns the rows that were not read yet, where they fit in memory."""
        return list(self)

    def frame(self) -> Any:
        """Returns the rows that were not read yet as a pandas frame, indexed by row number.

        Figures become floating-point numbers and NaN, good for looking at them; for evidence, cite the cell with `ref`.
        """
        pandas = importlib.import_module("pandas")  # only here, and nobody else needs it
        first = self._given
        frame = pandas.DataFrame([row._cells for row in self], columns=[entry.name for entry in self.columns])
        frame.index = pandas.RangeIndex(first, first + len(frame), name="row")
        for entry in self.columns:
            if entry.type in ("decimal", "float"):
                frame[entry.name] = pandas.to_numeric(frame[entry.name]).astype("float64")
            elif entry.type == "integer":
                frame[entry.name] = pandas.to_numeric(frame[entry.name]).astype("Int64")
            else:
                frame[entry.name] = frame[entry.name].astype("string")
        return frame

    def drop(self) -> None:
        """Gives up on the rows that were not read; there is no evidence then."""
        if self._is_dropped:
            return
        self._is_dropped = True
        self._session.release(sum(size for _, size in self._batches))
        self._batches.clear()
        self._rows, self._taken = [], 0
        if self._end is None and self._error is None:
            # An input cannot be dropped: it comes whole, and is passed over.
            if self._is_credited:
                self._session.send({"type": "drop", "id": self.id})

    def _next_batch(self) -> bool:
        if self._rows and self._end is None and not self._is_dropped and self._is_credited:
            self._session.send({"type": "credit", "id": self.id, "n": 1})
        self._rows, self._taken = [], 0
        self._session.wait(lambda: bool(self._batches or self._end or self._error or self._is_dropped))
        if self._batches:
            self._rows, size = self._batches.popleft()
            self._session.release(size)
            return True
        if self._error is not None:
            raise self._error
        if self._end is not None and not self._is_dropped:
            self.evidence, self.is_truncated = self._end.get("evidence"), bool(self._end.get("truncated"))
        return False

    def _take(self, rows: list[list[Any]], size: int) -> None:
        self._received += len(rows)
        if self._is_dropped:
            self._session.release(size)
        else:
            self._batches.append((rows, size))

    def _finish(self, end: Json) -> None:
        self._end = end
        if end.get("rows", self._received) != self._received:
            self._error = PluginError(
                f"the answer '{self.id}' has {self._received} rows, its end says {end['rows']}",
                code="protocol.count_mismatch", kind="host")

    def _place(self, name: str) -> int:
        try:
            return self._places[name]
        except KeyError:
            raise KeyError(f"the answer '{self.id}' has no column '{name}'; it has {', '.join(self._places)}") from None


class Table:
    """A table whose rows are added one by one; its place in the report is where it was opened.

    Rows that one message cannot hold go out in pieces, so that a table may be of any length.
    """

    def __init__(self, session: _Session, message: Json) -> None:
        self.key: str = message["key"]
        self._session, self._message = session, message
        self._rows: list[list[Cell]] = []
        self._width = len(message["columns"])
        self._size = self._sent = self._messages = 0  # bytes that wait, rows and messages that are out
        self._is_open = True

    def __enter__(self) -> Table:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType],
    ) -> None:
        if kind is None:
            self.close()
        elif self._messages and not issubclass(kind, SystemExit):
            # The host must hear of the error, and not of a table without an end.
            self._is_open = False
            self._session.finish(self._ending())

    def row(self, *cells: Cell) -> None:
        """Adds a row: a value or a text a column, None for an empty cell."""
        if not self._is_open:
            raise ValueError(f"the table '{self.key}' is closed")
        if len(cells) != self._width:
            raise ValueError(f"the table '{self.key}' has {self._width} columns, the row has {len(cells)} cells")
        self._rows.append(list(cells))
        self._size += len(json.dumps(cells, default=_encoded))
        if self._size >= PIECE_BYTES:
            self._send_piece()

    def close(self) -> None:
        """Ends the table."""
        if not self._is_open:
            return
        self._is_open = False
        if not self._messages:
            self._session.send({**self._message, "rows": self._rows})
            return
        if self._rows:
            self._send_piece()
        self._session.send(self._ending())

    def _send_piece(self) -> None:
        if not self._messages:
            self._session.send({**self._message, "open": True})
        self._session.send({"type": "rows", "key": self.key, "seq": self._messages, "rows": self._rows})
        self._messages += 1
        self._sent += len(self._rows)
        self._rows, self._size = [], 0

    def _ending(self) -> Json:
        return {"type": "rows", "key": self.key, "end": True, "n": self._sent}


class Run:
    """One run of an analysis: its parameters, the questions it asks, the blocks it sends, in the order of the calls.

    `params` are complete: the host has checked them and filled in defaults. `start` is the host's whole first message.
    """

    def __init__(self, session: _Session, start: Json) -> None:
        self._session = session
        self.start = start
        self.params: Json = start.get("params") or {}
        self.mode: str = start.get("mode", "run")
        self.analysis: Optional[str] = start.get("analysis")

    @property
    def now(self) -> datetime:
        """The time that counts as now; the machine's clock would make every report another one."""
        return datetime.fromisoformat(self.start["now"].replace("Z", "+00:00"))

    @property
    def seed(self) -> int:
        """The number that stands in for chance."""
        return int(self.start.get("seed", 0))

    @property
    def random(self) -> random.Random:
        """A generator of random numbers that begins with the seed, at each use anew."""
        return random.Random(self.seed)

    @property
    def out(self) -> Path:
        """The folder for assets."""
        return Path(self.start["dirs"]["out"])

    @property
    def input_file(self) -> Path:
        """What to render, in mode `render`."""
        return Path(self.start["input"])

    def decimal(self, name: str) -> Decimal:
        """Returns a number among the parameters, to compare and calculate with figures exactly."""
        try:
            return Decimal(str(self.params[name]))
        except InvalidOperation:
            raise PluginError(
                f"the parameter '{name}' is no number: {self.params[name]!r}", code="params.invalid", kind="config",
            ) from None

    # Questions

    def query(
        self, id: Optional[str] = None, *, measures: Sequence[str], by: Sequence[str] = (),
        where: Optional[Mapping[str, Any]] = None, period: Union[str, Mapping[str, Any], None] = None,
        order: Optional[Sequence[str]] = None, limit: Optional[int] = None, fill: Optional[str] = None,
        partial: Optional[bool] = None, dataset: Optional[str] = None, credit: int = CREDIT,
    ) -> Answer:
        """Asks for figures. The fields are those of the protocol's query; `period` may be a text such as 2019..2020.

        Several answers may be open at once. Raises `PluginError` where the host refuses the question.
        """
        id = self._session.ask("query", id, _without_none(
            dataset=dataset, measures=list(measures), by=list(by), where=dict(where) if where is not None else None,
            period={"from": period} if isinstance(period, str) else dict(period) if period is not None else None,
            order=list(order) if order is not None else None, limit=limit, fill=fill, partial=partial, credit=credit))
        return self._session.answer(id)

    def input(self, name: str) -> Answer:
        """Returns the answer to a question of the manifest. Inputs come in the order of their names: one that is read
        before others that stand in front of it makes them wait in memory."""
        self._session.check_input(name, self.analysis)
        return self._session.answer(name)

    def describe(self, dataset: Optional[str] = None) -> Json:
        """Returns what a dataset can be asked for."""
        value: Json = self._session.result(self._session.ask("describe", None, _without_none(dataset=dataset)))
        return value

    def lookup(self, list: str, codes: Iterable[str]) -> dict[str, str]:
        """Returns the words of codes of a list, such as `area` or `product`; codes without words are left out."""
        found = self._session.result(self._session.ask("lookup", None, {"list": list, "codes": [*codes]}))
        language = str(self.start.get("locale", "en")).partition("-")[0]
        return {code: _spoken(text, language) for code, text in found.items() if text}

    # Blocks

    def heading(self, text: str, values: Optional[Values] = None, *, level: int = 2) -> None:
        """Sends a heading; level 2 is the section's own."""
        self._block("heading", level=level, text=text, values=values)

    def prose(self, text: str, values: Optional[Values] = None, *, key: Optional[str] = None) -> None:
        """Sends a paragraph; every number in it is a name in braces, with its value."""
        self._block("prose", text=text, values=values, key=key)

    def list(self, items: Iterable[str], values: Optional[Values] = None, *, key: Optional[str] = None) -> None:
        """Sends a list."""
        self._block("list", items=[*items], values=values, key=key)

    def finding(
        self, key: str, text: str, values: Optional[Values] = None, *,
        signal: Optional[Literal["up", "down", "flat", "new", "gone"]] = None,
        weight: Union[float, Decimal, None] = None,
    ) -> None:
        """Sends a statement with its evidence; `weight` is from 0 to 1. Keep `key` the same from run to run."""
        self._block("finding", key=key, text=text, values=values, signal=signal, weight=weight)

    @overload
    def table(
        self, key: str, *, source: Union[str, Answer], title: Optional[str] = None,
        columns: Optional[Iterable[Json]] = None, limit: Optional[int] = None, notes: Optional[Iterable[str]] = None,
    ) -> None: ...

    @overload
    def table(
        self, key: str, *, columns: Iterable[Json], rows: Iterable[Sequence[Cell]], title: Optional[str] = None,
        notes: Optional[Iterable[str]] = None,
    ) -> None: ...

    def table(
        self, key: str, *, source: Union[str, Answer, None] = None, title: Optional[str] = None,
        columns: Optional[Iterable[Json]] = None, rows: Optional[Iterable[Sequence[Cell]]] = None,
        limit: Optional[int] = None, notes: Optional[Iterable[str]] = None,
    ) -> None:
        """Sends a table: the rows of an answer or input, which the host has already, or rows of the plugin's own."""
        if (source is None) == (rows is None):
            raise TypeError("a table has either a source or rows")
        if rows is not None:
            with self.open_table(key, columns=columns or [], title=title, notes=notes) as table:
                for row in rows:
                    table.row(*row)
        elif source is not None:
            self._block("table", key=key, title=title, limit=limit, notes=None if notes is None else [*notes],
                        columns=None if columns is None else [*columns], **{"from": _name(source)})

    def open_table(
        self, key: str, *, columns: Iterable[Json], title: Optional[str] = None, notes: Optional[Iterable[str]] = None,
    ) -> Table:
        """Begins a table of the plugin's own, whose rows are added one by one; use it in a `with` statement."""
        return Table(self._session, _without_none(
            type="table", key=key, title=title, columns=[*columns], notes=None if notes is None else [*notes]))

    def chart(
        self, key: str, mark: Literal["line", "bar", "point"], *, data: Union[str, Table], x: str, y: str,
        series: Optional[str] = None, title: Optional[str] = None, alt: Optional[str] = None,
    ) -> None:
        """Sends a chart of columns of a table that was sent before; `alt` says in words what it shows."""
        self._block("chart", key=key, mark=mark, data=data if isinstance(data, str) else data.key, x=x, y=y,
                    series=series, title=title, alt=alt)

    def footnote(self, key: str, text: str, values: Optional[Values] = None) -> None:
        """Sends the text of a footnote that other texts name as `[^key]`."""
        self._block("footnote", key=key, text=text, values=values)

    def asset(self, key: str, path: Union[str, os.PathLike[str]], media: str, *, alt: Optional[str] = None) -> None:
        """Sends a file in the folder `out`, such as `map.png` of the type `image/png`."""
        place = self.out / path
        digest = hashlib.sha256()
        with open(place, "rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
        self._block("asset", key=key, path=os.path.relpath(place, self.out), media=media, sha256=digest.hexdigest(),
                    alt=alt)

    # Beside the report

    def diagnostic(
        self, severity: Literal["note", "warning", "error"], message: str, *, code: Optional[str] = None,
        help: Optional[str] = None,
    ) -> None:
        """Sends a remark for the report: a gap, a doubt, and what to try."""
        self._block("diagnostic", severity=severity, code=code, message=message, help=help)

    def progress(self, done: float, total: Optional[float] = None, message: Optional[str] = None) -> None:
        """Tells how far the run is; it also shows the host that long work is still going on."""
        self._block("progress", done=done, total=total, message=message)

    def log(self, message: str, level: Literal["debug", "info", "warning", "error"] = "info") -> None:
        """Writes a line into the log of the run."""
        self._block("log", level=level, message=message)

    def _block(self, type: str, **fields: Any) -> None:
        if not fields.get("values"):
            fields.pop("values", None)
        self._session.send({"type": type, **_without_none(**fields)})


class Plugin:
    """A plugin: who it is, and a function for each of its analyses.

    What `plugin.json` in its folder says need not be said again: `Plugin()` reads it there. A program without a manifest
    names `id`, `version` and the rest of its hello message.
    """

    def __init__(self, id: Optional[str] = None, version: Optional[str] = None, **hello: Any) -> None:
        self._said = _without_none(id=id, version=version, **hello)
        self._analyses: dict[str, Work] = {}
        self._check: Optional[Work] = None
        self._renderer: Optional[Work] = None

    @overload
    def analysis(self, work: _Work) -> _Work: ...

    @overload
    def analysis(self, work: str) -> Callable[[_Work], _Work]: ...

    def analysis(self, work: Union[Work, str]) -> Any:
        """Makes a function the analysis of its name, with hyphens for underscores, or of the name that is given."""
        if isinstance(work, str):
            name = work
            return lambda function: self._analyses.setdefault(name, function)
        self._analyses[getattr(work, "__name__", "").replace("_", "-")] = work
        return work

    def check(self, work: _Work) -> _Work:
        """Makes a function what looks at the parameters before each run, and alone where the host only wants a check: it
        raises `PluginError`, or sends diagnostics, but no block."""
        self._check = work
        return work

    def renderer(self, work: _Work) -> _Work:
        """Makes a function what renders a report: it reads `run.input_file` and sends an asset."""
        self._renderer = work
        return work

    def main(self) -> NoReturn:
        """Speaks with the host until the run is done or the host is gone, then ends the process."""
        folder = Path(os.environ.get("WAYBILL_PLUGIN_DIR") or Path(sys.argv[0]).resolve().parent)
        manifest = self._manifest(folder)
        if "WAYBILL_PLUGIN" not in os.environ and sys.stdin.isatty():
            print(f"{manifest['id']} {manifest['version']} is a plugin of waybill, which starts it and speaks with it.\n"
                  f"Try it:   waybill plugin run {folder}\n"
                  f"Check it: waybill plugin check {folder}", file=sys.stderr)
            sys.exit(64)
        signal.signal(signal.SIGTERM, _terminate)
        # The wire gets descriptors of its own: no print and no child process can write or read between the messages.
        reading, writing = os.dup(0), os.dup(1)
        with open(os.devnull, "rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(2, 1)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(line_buffering=True)
        sys.stdout.flush()
        sys.exit(self._serve(_Session(reading, writing, manifest)))

    def _serve(self, session: _Session) -> int:
        """Speaks with the host, and returns the exit status."""
        session.hello()
        while True:
            start = session.next_start()
            if start is None:
                return 0
            done = self._outcome(session, start)
            session.finish(_without_none(type="done", run=start.get("run"), **done))
            if "reuse" not in session.features:
                return 0

    def _manifest(self, folder: Path) -> Json:
        try:
            with open(folder / "plugin.json", encoding="utf-8") as file:
                found = json.load(file)
        except FileNotFoundError:
            found = {}
        manifest = {**found, **self._said}
        for field in ("id", "version"):
            if field not in manifest:
                sys.exit(f"error: the plugin does not say its {field}\n"
                         f"  hint: put a plugin.json into {folder}, or name it: waybill.Plugin({field}=...)")
        # With a manifest beside the program, hello only says what must be the same.
        manifest["hello"] = {name: manifest[name] for name in ("id", "version", "features") if name in manifest}
        manifest["hello"].update(self._said)
        return manifest

    def _outcome(self, session: _Session, start: Json) -> Json:
        """Runs the analysis and returns how it ended."""
        try:
            work, run = self._work(start), Run(session, start)
            if self._check is not None:
                self._check(run)
            if run.mode in ("run", "render"):
                work(run)
            return {"status": "ok"}
        except Cancelled:
            return {"status": "cancelled"}
        except PluginError as error:
            return {"status": "failed", "error": error.json()}
        except Exception as error:
            traceback.print_exc()
            words = f"{type(error).__name__}: {error}"
            return {"status": "failed", "error": PluginError(words, detail=traceback.format_exc()[-4000:]).json()}

    def _work(self, start: Json) -> Work:
        if start.get("mode") == "render":
            if self._renderer is None:
                raise PluginError("this plugin renders nothing", code="plugin.unknown_analysis", kind="config")
            return self._renderer
        name = start.get("analysis")
        if name is None and len(self._analyses) == 1:
            return next(iter(self._analyses.values()))
        if name not in self._analyses:
            raise PluginError(
                f"there is no analysis '{name}'", code="plugin.unknown_analysis", kind="config",
                help=f"use {' or '.join(self._analyses) or 'a renderer'}")
        return self._analyses[name]


class _Session:
    """The conversation with the host: one writer, and one reader that puts what comes where it belongs."""

    def __init__(self, reading: int, writing: int, manifest: Json) -> None:
        self._reading, self._writing, self._manifest = reading, writing, manifest
        self.features: list[str] = manifest.get("features") or []
        self._is_duplex = "duplex" in self.features
        self._write_lock, self._read_lock = threading.Lock(), threading.RLock()
        self._lines: deque[bytes] = deque()
        self._piece: list[bytes] = []  # of a line that has not ended
        self._is_closed = False
        self._begin({})

    def _begin(self, start: Json) -> None:
        """Forgets the run before."""
        self._run = start.get("run")
        self._line_bytes: int = (start.get("limits") or {}).get("line_bytes", 8 << 20)
        self._asked = 0
        self._waiting = 0  # bytes of rows that nobody has read
        self._credited: set[str] = set()
        self._answers: dict[str, Answer] = {}
        self._results: dict[str, Any] = {}
        self._refusals: dict[str, PluginError] = {}
        self._failure: Union[Cancelled, PluginError, None] = None

    # Writing

    def hello(self) -> None:
        self._write({"type": "hello", "protocol": [PROTOCOL], "sdk": f"waybill-py/{__version__}",
                     **self._manifest["hello"]})

    def send(self, message: Json) -> None:
        """Sends a message, after a look at whether the host wants the run to end."""
        self._look()
        self._write(message)

    def finish(self, done: Json) -> None:
        """Sends the last message of a run, whatever the host wants."""
        self._write(done)

    def _write(self, message: Json) -> None:
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_encoded) + "\n"
        try:
            line = text.encode()
        except UnicodeEncodeError:  # halves of a surrogate pair, which no text of the wire can hold
            line = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
        if len(line) > self._line_bytes + 1:
            raise PluginError(
                f"the {message['type']} '{message.get('key', '')}' takes {len(line)} bytes in one line; "
                f"the host takes {self._line_bytes}", code="limit.line_bytes",
                help="take the table from a query, which costs nothing, or send less")
        with self._write_lock:
            rest = memoryview(line)
            try:
                while rest:
                    rest = rest[os.write(self._writing, rest):]
            except BrokenPipeError:
                sys.exit(0)  # the host is gone, and with it everyone who could read an error

    # Reading

    def next_start(self) -> Optional[Json]:
        """Returns the next start message; None where the host has no more work."""
        while (line := self._next_line()) is not None:
            message = json.loads(line)
            if message.get("type") == "start":
                self._begin(message)
                start: Json = message
                return start
        return None

    def ask(self, type: str, id: Optional[str], fields: Json) -> str:
        """Sends a question and returns its id."""
        if not self._is_duplex:
            raise PluginError(
                f"a one-way plugin cannot send a {type}", code="protocol.unexpected",
                help='add "features": ["duplex"] to plugin.json, or name the question among its inputs')
        if id is None:
            self._asked += 1
            id = f"q{self._asked}"
        if "credit" in fields:
            self._credited.add(id)
        self.send({"type": type, "id": id, **fields})
        return id

    def check_input(self, name: str, analysis: Optional[str]) -> None:
        """Refuses an input that the manifest does not have: a duplex plugin would wait for it for ever."""
        for entry in self._manifest.get("analyses") or []:
            inputs = entry.get("inputs") or {}
            if analysis in (None, entry.get("name")) and name not in inputs:
                raise PluginError(
                    f"there is no input '{name}'", code="plugin.unknown_input",
                    help=f"the manifest has {', '.join(sorted(inputs)) or 'none'}")

    def answer(self, id: str) -> Answer:
        """Waits for the head of an answer."""
        self.wait(lambda: id in self._answers or id in self._refusals, f"there is no input '{id}'")
        if id in self._refusals:
            raise self._refusals.pop(id)
        return self._answers[id]

    def result(self, id: str) -> Any:
        """Waits for the answer to `describe` or `lookup`."""
        self.wait(lambda: id in self._results or id in self._refusals)
        if id in self._refusals:
            raise self._refusals.pop(id)
        return self._results.pop(id)

    def wait(self, is_there: Callable[[], bool], missing: str = "the host's answer ends too early") -> None:
        """Takes messages until the condition holds."""
        while True:
            with self._read_lock:
                if self._failure is not None:
                    raise self._failure
                if is_there():
                    return
                line = self._next_line()
                if line is not None:
                    self._take(line)
                elif self._is_duplex:
                    sys.exit(0)  # the host is gone
                else:
                    raise PluginError(missing, code="plugin.unknown_input",
                                      help=f"the host has sent {', '.join(self._answers) or 'none'}")

    def release(self, size: int) -> None:
        """Notes that rows of so many bytes were read or given up."""
        self._waiting -= size

    def _look(self) -> None:
        """Takes what the host has sent meanwhile, but no more rows than may wait: behind them a wish to end is seen late."""
        if self._is_duplex:
            with self._read_lock:
                while self._waiting < WAITING_BYTES and (self._lines or self._has_input()):
                    line = self._next_line(is_waiting=False)
                    if line is not None:
                        self._take(line)
                if self._is_closed and not self._lines:
                    sys.exit(0)
        if self._failure is not None:
            raise self._failure

    def _has_input(self) -> bool:
        return not self._is_closed and bool(select.select([self._reading], [], [], 0)[0])

    def _next_line(self, is_waiting: bool = True) -> Optional[bytes]:
        """Returns the next line that is not empty; None at the end, or where nothing more has come yet."""
        while True:
            while self._lines:
                if line := self._lines.popleft().strip():
                    return line
            if self._is_closed:
                return None
            chunk = os.read(self._reading, 1 << 16)
            if not chunk:
                self._is_closed = True
                self._lines.append(b"".join(self._piece))
                self._piece = []
                continue
            first, *others = chunk.split(b"\n")
            self._piece.append(first)
            if others:
                self._lines.append(b"".join(self._piece))
                self._piece = [others.pop()]
                self._lines.extend(others)
            if not is_waiting and not self._lines:
                return None

    def _take(self, line: bytes) -> None:
        """Puts a message where it belongs; what nobody asked for is passed over."""
        message = json.loads(line)
        kind, id = message.get("type"), message.get("id")
        if kind == "batch" and id in self._answers:
            self._waiting += len(line)
            self._answers[id]._take(message["rows"], len(line))
        elif kind == "stream":
            self._answers[id] = Answer(self, message, is_credited=id in self._credited)
        elif kind == "end" and id in self._answers:
            self._answers[id]._finish(message)
        elif kind == "result":
            self._results[id] = message.get("value")
        elif kind == "error":
            self._refuse(id, PluginError.of(message.get("error") or {}))
        elif kind == "cancel" and message.get("run", self._run) == self._run:
            self._failure = Cancelled(message.get("reason", ""))

    def _refuse(self, id: Optional[str], error: PluginError) -> None:
        if id is None:
            self._failure = error
        elif id in self._answers:
            self._answers[id]._error = error  # the rows that came before are not the whole answer
        else:
            self._refusals[id] = error


def _terminate(number: int, frame: Optional[FrameType]) -> NoReturn:
    sys.exit(128 + number)


def _without_none(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}


def _name(query: Union[str, Answer]) -> str:
    return query if isinstance(query, str) else query.id


def _number(value: Union[int, float, Decimal]) -> Union[int, float]:
    return float(value) if isinstance(value, Decimal) else value


def _encoded(value: object) -> object:
    """Returns what JSON has for a value that it does not know."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    raise TypeError(f"a message cannot hold {value!r}")


def _spoken(text: Any, language: str) -> str:
    """Returns the words of a code, which come as a text or by language."""
    if isinstance(text, Mapping):
        return str(text.get(language) or next(iter(text.values()), ""))
    return str(text)
