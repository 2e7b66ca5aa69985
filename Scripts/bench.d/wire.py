"""Our own observations, a million: import beside Python, and rows over the wire beside C."""

import csv
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time

from common import BENCH, WAYBILL, compile_program, line, must, remove, run, size

PRODUCTS = 10
MONTHS = ["%d-%02d" % (year, month) for year in range(2017, 2022) for month in range(1, 13)][:50]
REPORTERS, PARTNERS = 50, 40


def write_rows(path):
    """Writes one observation for each reporter, partner, product and month; the values spread over powers of ten."""
    with open("Data/observations/press-figures.csv", encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with open("Data/reference/areas.csv", encoding="utf-8", newline="") as file:
        areas = [row["iso3"] for row in csv.DictReader(file) if row["kind"] == "country"]
    with open("Data/products/groups.csv", encoding="utf-8", newline="") as file:
        products = [row["id"] for row in csv.DictReader(file)][1:PRODUCTS + 1]
    days = {"01": 31, "02": 28, "03": 31, "04": 30, "05": 31, "06": 30, "07": 31, "08": 31, "09": 30, "10": 31,
            "11": 30, "12": 31}
    spans = []
    for month in MONTHS:
        last = 29 if month == "2020-02" else days[month[5:]]
        spans.append("%s-01,%s-%02d" % (month, month, last))
    number, seed = 0, 1
    with open(path, "w", encoding="utf-8") as file:
        file.write(",".join(header) + "\n")
        for reporter in areas[:REPORTERS]:
            for partner in areas[REPORTERS:REPORTERS + PARTNERS]:
                for product in products:
                    lines = []
                    for span in spans:
                        number += 1
                        seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
                        value = seed % 10 ** (4 + seed // 7 % 5) + 1
                        lines.append("B%d,%s,%s,X,%s,%s,,,,,value,%d,%d,%d,USD,exact,reported,,reported,"
                                     "Bench,https://example.org,2024-01-31,\n"
                                     % (number, reporter, partner, span, product, value, value, value))
                    file.write("".join(lines))
    return number


def import_rows(path, database, count):
    remove(database)
    seconds, memory = must([WAYBILL, "data", "import", "--dataset", database, path])
    megabytes = os.path.getsize(path) / 1e6
    begin = time.monotonic()
    peer = sqlite3.connect(BENCH + "/peer.db")
    peer.execute("DROP TABLE IF EXISTS o")
    peer.execute("CREATE TABLE o (reporter, partner, flow, product, day, value, id,"
                 " PRIMARY KEY (partner, flow, product, reporter, day, id)) WITHOUT ROWID")
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        peer.executemany("INSERT INTO o VALUES (?, ?, ?, ?, ?, ?, ?)",
                         ((r[1], r[2], r[3], r[6], r[4], int(r[12]), r[0]) for r in reader))
    peer.commit()
    other = time.monotonic() - begin
    line("import, rows a second", "%d" % (count / seconds), "Python csv + sqlite3: %d" % (count / other),
         "%.1fx" % (other / seconds), "%.1f s, %.0f MB/s" % (seconds, megabytes / seconds))
    line("import, peak memory", "%.0f MiB" % memory)
    line("dataset file, bytes a row", "%d" % (size(database) / count))


def plugin(name, months, arguments=(), by=("partner", "product", "reporter", "period")):
    folder = os.path.abspath("%s/plugins/%s" % (BENCH, name))
    os.makedirs(folder, exist_ok=True)
    target = folder + "/reader"
    if os.path.exists(target):
        os.remove(target)
    os.link(BENCH + "/reader", target)
    manifest = {
        "protocol": [1], "id": "waybill.bench", "version": "1.0.0", "title": "Bench",
        "command": ["./reader"] + list(arguments),
        "analyses": [{
            "name": "bench", "title": "Bench", "params": {"type": "object", "properties": {}},
            "inputs": {"t": {"measures": ["value"], "by": list(by), "order": list(by), "where": {"flow": "X"},
                             "period": {"from": months[0], "to": months[-1], "grain": "month"}}},
            "produces": [], "examples": [{"params": {}}]}],
        "permissions": {"network": [], "env": [], "sqlite": False}}
    with open(folder + "/plugin.json", "w", encoding="utf-8") as file:
        json.dump(manifest, file)
    return folder


def through_the_wire(folder, database):
    """Returns the seconds at the reader, those of the whole command, the bytes, and the peak memory of the host."""
    whole, memory, code, errors = run([WAYBILL, "plugin", "run", folder, "--dataset", database, "--as-of", "2022-01-31"])
    said = [words for words in errors.splitlines() if len(words.split()) >= 2 and words.split()[-2].isdigit()]
    if code or not said:
        sys.exit("error: the bench plugin ended with %d\n%s" % (code, errors[-2000:]))
    return float(said[0].split()[-1]), whole, int(said[0].split()[-2]), memory


def piped(command):
    first = subprocess.Popen(command, stdout=subprocess.PIPE)
    second = subprocess.Popen([BENCH + "/reader"], stdin=first.stdout, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE)
    first.stdout.close()
    words = second.communicate()[1].split()
    first.wait()
    return float(words[1])


def wire(database, count):
    part = MONTHS[:len(MONTHS) // 10]
    kept = os.path.abspath(BENCH + "/wire.ndjson")
    through_the_wire(plugin("keep", MONTHS, [kept]), database)
    with open(kept, "rb") as file:
        rows = json.loads(file.read()[-4096:].rsplit(b"\n", 2)[1])["rows"]
    if rows != count:
        sys.exit("error: %d rows came through the wire, not %d" % (rows, count))
    drop = plugin("drop", MONTHS)
    runs = [through_the_wire(drop, database) for _ in range(3)]
    own = statistics.median(figures[0] for figures in runs)
    megabytes = runs[0][2] / 1e6
    sides = [("C, the same bytes into a pipe", [BENCH + "/writer", kept]),
             ("C + libsqlite3, same rows", [BENCH + "/rows", BENCH + "/peer.db"])]
    for words, command in sides:
        other = statistics.median(piped(command) for _ in range(3))
        line("rows a second through the wire", "%d" % (count / own), "%s: %d" % (words, count / other),
             "1/%.1f" % (own / other), "1/2 of the pipe; %.2f s, %.0f MB/s" % (own, megabytes / own))
    other = through_the_wire(plugin("sorted", MONTHS, by=("reporter", "partner", "product", "period")), database)
    line("  in another order than stored", "%d" % (count / other[0]), "", "", "%.0f MiB" % other[3])
    tenth = through_the_wire(plugin("tenth", part), database)
    line("host's peak memory, %d rows" % count, "%.0f MiB" % runs[0][3], "%d rows: %.0f MiB" % (count // 10, tenth[3]),
         "%.1fx" % (runs[0][3] / tenth[3]), "flat, < 64 MiB")


def main(_):
    for name, libraries in [("reader", []), ("writer", []), ("rows", ["-lsqlite3"])]:
        compile_program(name, libraries)
    count = write_rows(BENCH + "/rows.csv")
    import_rows(BENCH + "/rows.csv", BENCH + "/rows.db", count)
    wire(BENCH + "/rows.db", count)
