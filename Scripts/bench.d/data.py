"""A large file: import, size, memory and the six questions of a report, beside DuckDB and the sqlite3 shell."""

import json
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys

import comtrade
import queries
from common import BENCH, PYTHON, WAYBILL, duckdb_python, line, must, remove, run, size

COUNT = 15


def imported(runs, command, database):
    """Returns the medians of the seconds, on the clock and of processors, and the largest memory of so many imports."""
    seconds, busy, memory = [], [], 0
    for _ in range(runs):
        remove(database)
        before = processor_seconds()
        taken, peak = must(command)
        seconds.append(taken)
        busy.append(processor_seconds() - before)
        memory = max(memory, peak)
    return statistics.median(seconds), statistics.median(busy), memory


def processor_seconds():
    """Returns what all ended children took of the processors: other programs do not lengthen it as they do the clock's."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def imports(path, plain, rows, runs, python):
    own = BENCH + "/data.db"
    seconds, busy, memory = imported(runs, [WAYBILL, "data", "import", "--dataset", own, path], own)
    megabytes = os.path.getsize(plain) / 1e6
    line("import, rows a second", "%d" % (rows / seconds), "", "", "%.2f s, %.0f MB/s" % (seconds, megabytes / seconds))
    line("import, peak memory", "%.0f MiB" % memory, "", "", "< 256 MiB")
    line("dataset file, bytes a row", "%.0f" % (size(own) / rows), "", "", "<= 60")
    peers = [("DuckDB, 2 threads, sorted", "duckdb", ["duckdb-import", "2", "yes", path], "<= 1.0x"),
             ("DuckDB, 1 thread, sorted", "duckdb-1", ["duckdb-import", "1", "yes", path], ""),
             ("sqlite3 .import, then lean", "sqlite", ["sqlite-import", plain], "")]
    for words, name, arguments, aim in peers:
        database = "%s/%s.db" % (BENCH, name)
        count = 1 if name == "sqlite" else runs
        other, other_busy, peak = imported(count, [python, "Scripts/bench.d/peers.py"] + arguments + [database], database)
        line("import", "%.2f s" % seconds, "%s: %.2f s, %.0f MiB" % (words, other, peak), "%.2fx" % (seconds / other), aim)
        line("  of the processors", "%.2f s" % busy, "%.2f s" % other_busy, "%.2fx" % (busy / other_busy))
        line("  bytes a row", "%.0f" % (size(own) / rows), "%.0f" % (size(database) / rows))
    return own


def plugin(questions):
    folder = os.path.abspath(BENCH + "/plugins/asker")
    os.makedirs(folder, exist_ok=True)
    shutil.copy("Scripts/bench.d/asker.py", folder)
    with open(folder + "/questions.json", "w", encoding="utf-8") as file:
        json.dump(questions, file)
    manifest = {
        "protocol": [1], "id": "waybill.asker", "version": "1.0.0", "title": "Asker", "features": ["duplex"],
        "command": ["python3", "asker.py", folder + "/questions.json", str(COUNT), folder + "/times.json"],
        "analyses": [{"name": "asker", "title": "Asker", "params": {"type": "object", "properties": {}},
                      "produces": [], "examples": [{"params": {}}]}],
        "permissions": {"network": [], "env": [], "sqlite": False}}
    with open(folder + "/plugin.json", "w", encoding="utf-8") as file:
        json.dump(manifest, file)
    return folder


def own_answers(database, questions):
    folder = plugin(questions)
    _, _, code, errors = run([WAYBILL, "plugin", "run", folder, "--dataset", database, "--as-of", "2022-01-31",
                              "--python", PYTHON])
    if code or not os.path.exists(folder + "/times.json"):
        sys.exit("error: the questions ended with %d\n%s" % (code, errors[-2000:]))
    with open(folder + "/times.json", encoding="utf-8") as file:
        found = json.load(file)
    os.remove(folder + "/times.json")
    return found


def peer_answers(python, engine, database, statements):
    answer = subprocess.run([python, "Scripts/bench.d/peers.py", "ask", engine, database, str(COUNT)],
                            input=json.dumps(statements), text=True, check=True, capture_output=True)
    return json.loads(answer.stdout)


def ask(database, python, importers, **about):
    """Asks each question for each importer; the SQL of the peers names importers as their file does."""
    for words, code, name in importers:
        asked = list(queries.asked(code, **about))
        statements = [sql.replace("'%s'" % code, "'%s'" % name) for _, _, sql in asked]
        own = own_answers(database, [question for _, question, _ in asked])
        fast = peer_answers(python, "duckdb", BENCH + "/duckdb.db", statements)
        slow = peer_answers(python, "sqlite", BENCH + "/sqlite.db", statements)
        ratios = []
        for (what, _, _), mine, theirs, shell in zip(asked, own, fast, slow):
            ratio = mine["seconds"] / theirs["seconds"]
            ratios.append(ratio)
            line("%s, %s" % (what, words), "%.2f ms" % (mine["seconds"] * 1e3),
                 "DuckDB %.2f, sqlite %.2f ms" % (theirs["seconds"] * 1e3, shell["seconds"] * 1e3), "%.2fx" % ratio,
                 "<= 0.5x; first %.1f ms; rows %d, %d" % (mine["first"] * 1e3, mine["rows"], theirs["rows"]))
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        total = sum(mine["seconds"] for mine in own)
        line("six questions, %s" % words, "%.1f ms" % (total * 1e3), "geometric mean of the ratios", "%.2fx" % mean,
             "<= 0.5x")


def main(options):
    python = duckdb_python()
    if options.india:
        plain = BENCH + "/india.csv"
        if not os.path.exists(plain):
            with open(plain, "wb") as file:
                subprocess.run(["gzip", "-dc", options.india], stdout=file, check=True)
        with open(plain, "rb") as file:
            rows = sum(1 for _ in file) - 1
        own = imports(options.india, plain, rows, options.runs, python)
        ask(own, python, [("USA", "USA", "U S A"), ("PRK", "PRK", "KOREA DP RP")], grain="fiscal-year-april",
            years=(2017, 2023))
        return
    path = comtrade.write(options.rows)
    own = imports(path, path, options.rows, options.runs, python)
    large, small = comtrade.large_and_small()
    ask(own, python, [("large importer", large, large), ("small importer", small, small)])
