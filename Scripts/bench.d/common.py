"""What all benches share: where things are, how a command is timed, how a line is printed."""

import os
import statistics
import subprocess
import sys
import time

BENCH = "build/bench"
WAYBILL = ".build/release/waybill"
PYTHON = os.path.abspath("build/venv/bin/python3")


def run(command, stdin=None):
    """Runs a command; returns seconds, peak memory in MiB, exit code, and what stood on standard error."""
    with open(BENCH + "/stderr", "w+b") as errors, open(stdin or os.devnull, "rb") as source:
        begin = time.monotonic()
        child = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        return seconds, usage.ru_maxrss / 1024, child.returncode, errors.read().decode(errors="replace")


def must(command, stdin=None):
    """Runs a command that has to succeed; returns seconds and peak memory in MiB."""
    seconds, memory, code, errors = run(command, stdin)
    if code:
        sys.exit("error: %s ended with %d\n%s" % (" ".join(command), code, errors[-2000:]))
    return seconds, memory


def median(count, command, expected=(0,)):
    run(command)
    figures = []
    for _ in range(count):
        seconds, _, code, errors = run(command)
        if code not in expected:
            sys.exit("error: %s ended with %d\n%s" % (" ".join(command), code, errors))
        figures.append(seconds)
    return statistics.median(figures)


def line(what, figure, peer="", ratio="", aim=""):
    print("%-38s %14s   %-34s %8s   %s" % (what, figure, peer, ratio, aim), flush=True)


def remove(database):
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(database + ending):
            os.remove(database + ending)


def size(database):
    return sum(os.path.getsize(database + e) for e in ("", "-wal") if os.path.exists(database + e))


def compile_program(name, libraries=()):
    subprocess.run(["cc", "-O2", "-Wall", "-o", "%s/%s" % (BENCH, name), "Scripts/bench.d/%s.c" % name]
                   + list(libraries), check=True)


def duckdb_python():
    """Returns a Python that has DuckDB; makes one under build/bench where there is none."""
    python = os.path.abspath(BENCH + "/venv/bin/python3")
    if not os.path.exists(python):
        subprocess.run(["python3", "-m", "venv", BENCH + "/venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "duckdb"], check=True)
    return python
