"""The wire to waybill, protocol 1: messages go to the real standard output, a stray print becomes a line of the log."""

import json
import os
import sys
from typing import Any, Dict, List, Optional

Json = Dict[str, Any]

wire = os.fdopen(os.dup(1), "wb")
runs: List[str] = []  # the name of the run, once it has started
os.dup2(2, 1)


class Refused(Exception):
    """A question that the host does not answer, with its reason."""

    def __init__(self, error: Json) -> None:
        super().__init__(error.get("message", ""))
        self.error = error


def send(kind: str, **fields: Any) -> None:
    wire.write(json.dumps({"type": kind, **fields}, ensure_ascii=False).encode() + b"\n")
    wire.flush()


def receive() -> Json:
    """Returns the host's next message; the end of the input means that the host is gone."""
    while True:
        line = sys.stdin.buffer.readline()
        if not line:
            sys.exit(0)
        message: Json = json.loads(line)
        if message["type"] == "start":
            runs[:] = [message["run"]]
        if message["type"] != "cancel":
            return message
        if message.get("run") in runs:
            finish("cancelled")


def finish(status: str, **fields: Any) -> None:
    send("done", status=status, **fields)
    sys.exit(0)


def ask(name: str, **query: Any) -> List[Json]:
    """Asks the host and returns the rows by column name; raises Refused where it is no question."""
    send("query", id=name, **query)
    columns: List[str] = []
    rows: List[Json] = []
    while True:
        message = receive()
        if message.get("id") != name:
            continue
        if message["type"] == "stream":
            columns = [column["name"] for column in message["columns"]]
        elif message["type"] == "batch":
            rows += [dict(zip(columns, row)) for row in message["rows"]]
        elif message["type"] == "end":
            return rows
        elif message["type"] == "error":
            raise Refused(message["error"])


def cell(query: str, row: int, column: str, form: Optional[str] = None) -> Json:
    source: Json = {"from": [query, row, column]}
    return {**source, "format": form} if form else source
