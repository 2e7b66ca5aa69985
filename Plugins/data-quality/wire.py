"""The wire to waybill, protocol 1: messages go to the real standard output, a stray print becomes a line of the log."""

import json
import os
import sys
from decimal import Decimal
from typing import Any, Dict, List, Optional, Tuple

Json = Dict[str, Any]

wire = os.fdopen(os.dup(1), "wb")
runs: List[str] = []  # the name of the run, once it has started
os.dup2(2, 1)
flags: Dict[str, Json] = {}


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
    """Asks the host and returns the rows by column name; what they rest on stands in `flags` under the same name."""
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
            flags[name] = message["evidence"]["flags"]
            return rows
        elif message["type"] == "error":
            finish("failed", error=message["error"])


def calc(expression: str, value: Decimal, **more: str) -> Json:
    return {"calc": expression, "value": float(value), **more}


def months(period: str) -> Optional[Tuple[int, int]]:
    """Returns the first and last month of a period text, or None where it is not made of whole months."""
    ends: List[Tuple[int, int]] = []
    for part in period.split(".."):
        year, _, rest = part.partition("-")
        if len(rest) > 2:
            return None
        if rest.startswith("Q"):
            ends.append((int(year) * 12 + int(rest[1]) * 3 - 3, int(year) * 12 + int(rest[1]) * 3 - 1))
        else:
            ends.append((int(year) * 12 + int(rest or 1) - 1, int(year) * 12 + int(rest or 12) - 1))
    return ends[0][0], ends[-1][1]
