"""A plugin that asks the questions of a file, each some times, and writes the seconds of each to another file."""

import json
import sys
import time

questions, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
lines = sys.stdin.buffer


def say(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def answer(number, question):
    identity = "q%d" % number
    begin = time.monotonic()
    say(dict(question, type="query", id=identity))
    while True:
        line = lines.readline()
        if not line:
            sys.exit("the host is gone")
        if line.startswith(b'{"type":"end"'):
            return time.monotonic() - begin, json.loads(line)["rows"]
        if line.startswith(b'{"type":"error"'):
            sys.exit(line.decode())


say({"type": "hello", "protocol": [1], "id": "waybill.asker", "version": "1.0.0", "features": ["duplex"]})
lines.readline()
with open(questions, encoding="utf-8") as file:
    asked = json.load(file)
found, number = [], 0
for question in asked:
    times = []
    for _ in range(count):
        seconds, rows = answer(number, question)
        number += 1
        times.append(seconds)
    found.append({"seconds": sorted(times)[count // 2], "first": times[0], "rows": rows})
with open(out, "w", encoding="utf-8") as file:
    json.dump(found, file)
say({"type": "done", "status": "ok"})
