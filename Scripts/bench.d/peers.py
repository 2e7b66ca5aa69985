"""Other programs that read the same file into a lean table and answer the same questions. Run inside a venv with DuckDB.

usage: peers.py duckdb-import THREADS SORTED CSV DATABASE | sqlite-import CSV DATABASE | ask ENGINE DATABASE COUNT
"""

import json
import os
import subprocess
import sys
import time

COMTRADE = ("SELECT reporterISO AS reporter, partnerISO AS partner, flowCode AS flow, cmdCode AS hs,"
            " substr(period, 1, 4) || '-' || substr(period, 5, 2) || '-01' AS day, CAST(primaryValue AS %s) AS value,"
            " CAST(qty AS %s) AS qty, CAST(netWgt AS %s) AS netwgt, qtyUnitCode AS unit FROM %s")
INDIA = ("SELECT 'IND' AS reporter, country AS partner, 'X' AS flow, hs8 AS hs,"
         " substr(fiscal_year, 1, 4) || '-04-01' AS day, CAST(value_usd_mn AS %s) AS value,"
         " CAST(quantity AS %s) AS qty, 0 AS netwgt, unit FROM %s")


def lean(csv, number, table):
    if "india" in csv:
        return INDIA % (number, number, table)
    return COMTRADE % (number, number, number, table)


def duckdb_import(threads, is_sorted, csv, database):
    import duckdb
    connection = duckdb.connect(database)
    connection.execute("SET threads = %s; SET memory_limit = '4GB'" % threads)
    connection.execute("SET preserve_insertion_order = false")
    order = " ORDER BY partner, flow, hs, day, reporter" if is_sorted == "yes" else ""
    source = "read_csv('%s', header = true, all_varchar = true, null_padding = true, strict_mode = false)" % csv
    connection.execute("CREATE TABLE lean AS " + lean(csv, "DECIMAL(18, 3)" if "india" in csv else "BIGINT", source) + order)
    connection.close()


def sqlite_import(csv, database):
    script = (".mode csv\n.import '%s' raw\nCREATE TABLE lean AS %s ORDER BY 2, 3, 4, 5, 1;\n"
              "CREATE INDEX lean_key ON lean (partner, flow, hs, day, reporter);\nDROP TABLE raw;\n"
              % (csv, lean(csv, "REAL" if "india" in csv else "INTEGER", "raw")))
    subprocess.run(["sqlite3", database], input=script, text=True, check=True, stderr=subprocess.DEVNULL)


def ask(engine, database, count):
    if engine == "duckdb":
        import duckdb
        connection = duckdb.connect(database, read_only=True)
        connection.execute("SET threads = 2")
    else:
        import sqlite3
        connection = sqlite3.connect(database)
    found = []
    for sql in json.load(sys.stdin):
        times = []
        for _ in range(count):
            begin = time.monotonic()
            rows = connection.execute(sql).fetchall()
            times.append(time.monotonic() - begin)
        found.append({"seconds": sorted(times)[count // 2], "first": times[0], "rows": len(rows)})
    print(json.dumps(found))


def main():
    for ending in ("", "-wal", ".wal"):
        if sys.argv[1].endswith("import") and os.path.exists(sys.argv[-1] + ending):
            os.remove(sys.argv[-1] + ending)
    if sys.argv[1] == "duckdb-import":
        duckdb_import(*sys.argv[2:])
    elif sys.argv[1] == "sqlite-import":
        sqlite_import(*sys.argv[2:])
    else:
        ask(sys.argv[2], sys.argv[3], int(sys.argv[4]))


main()
