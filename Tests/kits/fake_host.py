"""A host for the tests of the kits: starts a plugin, says what the test says, and keeps what the plugin says."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path
from typing import Any, Dict, List, Optional

Json = Dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
PYTHON_KIT = ROOT / "Plugins/kits/python/waybill.py"
SHELL_KIT = ROOT / "Plugins/kits/sh/waybill.sh"
DEADLINE = 30  # seconds after which a plugin that hangs is killed; nothing waits for it otherwise

MANIFEST: Json = {"protocol": [1], "id": "org.example.probe", "version": "1.2.3", "title": "Probe",
                  "command": ["python3", "probe.py"], "features": ["duplex"], "analyses": [{"name": "probe"}]}


def start(**fields: Any) -> Json:
    """Returns a start message."""
    return {"type": "start", "accepts": [], "analysis": "probe", "datasets": {}, "dirs": {"out": "/nowhere"},
            "features": [], "limits": {"line_bytes": 8388608}, "locale": "en-GB", "mode": "run",
            "now": "2024-01-31T00:00:00Z", "params": {}, "run": "r1", "seed": 7, "v": 1, **fields}


def stream(id: str, *columns: str) -> Json:
    """Returns the head of an answer; a column is written name:type."""
    cut = [column.partition(":") for column in columns]
    return {"type": "stream", "columns": [{"name": name, "type": type or "string"} for name, _, type in cut],
            "digest": "sha256:0", "id": id}


def batch(id: str, seq: int, *rows: List[Any]) -> Json:
    return {"type": "batch", "id": id, "seq": seq, "rows": list(rows)}


def end(id: str, rows: int, truncated: bool = False) -> Json:
    return {"type": "end", "evidence": {"flags": {"several-prints": 1}, "gaps": [], "origins": [], "sourceRows": rows},
            "id": id, "rows": rows, "truncated": truncated}


def line(message: Json) -> bytes:
    """Returns a message as a host writes it: compact, its type first."""
    rest = {name: value for name, value in message.items() if name != "type"}
    return json.dumps({"type": message["type"], **rest}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Conversation:
    """A started plugin."""

    def __init__(self, command: List[str], folder: Path, environment: Dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, env=environment,
            bufsize=0, start_new_session=True)  # unbuffered: `hear` and `end` read the same pipe

    def say(self, *messages: Json) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"".join(map(line, messages)))
        self.process.stdin.flush()

    def hear(self) -> Json:
        """Returns the next message of the plugin."""
        assert self.process.stdout
        text = self.process.stdout.readline()
        if not text.endswith(b"\n"):
            raise AssertionError(f"the plugin ended: {text!r} {self.end()}")
        message: Json = json.loads(text)
        return message

    def hear_until(self, *types: str) -> Json:
        while True:
            message = self.hear()
            if message["type"] in types:
                return message

    def end(self, *messages: Json) -> "Ending":
        """Says the last messages, closes the plugin's input, and returns what it still said and how it ended."""
        data = b"".join(map(line, messages))
        try:
            output, errors = self.process.communicate(data, timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"the plugin hangs: {self.process.communicate()!r}") from None
        return Ending(output, errors.decode(), self.process.returncode)

    def play(self, *messages: Json) -> "Ending":
        """Says the messages, and closes the plugin's input once it is done, as a host does with a duplex plugin."""
        self.say(*messages)
        assert self.process.stdout
        output = b""
        while text := self.process.stdout.readline():
            output += text
            if json.loads(text)["type"] == "done":
                break
        ending = self.end()
        return Ending(output + ending.output, ending.errors, ending.status)

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    pass
        self.process.wait()


class Ending:
    """What a plugin said to its end."""

    def __init__(self, output: bytes, errors: str, status: int) -> None:
        self.output, self.errors, self.status = output, errors, status

    @property
    def messages(self) -> List[Json]:
        return [json.loads(text) for text in self.output.splitlines()]

    @property
    def done(self) -> Json:
        return self.messages[-1]

    def of(self, type: str) -> List[Json]:
        return [message for message in self.messages if message["type"] == type]

    def __repr__(self) -> str:
        return f"Ending(status={self.status}, output={self.output!r}, errors={self.errors!r})"


class PluginTestCase(unittest.TestCase):
    """A test with a folder of its own, in which a plugin stands."""

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="waybill-kit-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def environment(self, **more: str) -> Dict[str, str]:
        return {"PATH": os.environ["PATH"], "TZ": "UTC", "WAYBILL_PLUGIN": "1", "PYTHONDONTWRITEBYTECODE": "1",
                "WAYBILL_PLUGIN_DIR": str(self.folder), **more}

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    def open(self, command: List[str], **environment: str) -> Conversation:
        conversation = Conversation(command, self.folder, self.environment(**environment))
        self.addCleanup(conversation.close)
        return conversation

    def python(self, body: str, manifest: Optional[Json] = None, after: str = "", **environment: str) -> Conversation:
        """Starts a plugin with this function body: `run` is the run, the kit's names are there, `after` follows it."""
        shutil.copy(PYTHON_KIT, self.folder)
        (self.folder / "plugin.json").write_text(json.dumps({**MANIFEST, **(manifest or {})}))
        self.write("probe.py", "import os, sys, threading, time\nimport waybill\nfrom waybill import *\n\n"
                   "plugin = waybill.Plugin()\n\n\n@plugin.analysis\ndef probe(run):\n"
                   + textwrap.indent(textwrap.dedent(body).strip("\n"), "    ") + "\n\n" + textwrap.dedent(after)
                   + "\n\nplugin.main()\n")
        return self.open([sys.executable, "-W", "error", str(self.folder / "probe.py")], **environment)


TERMINATE = signal.SIGTERM
