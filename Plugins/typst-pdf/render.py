"""Renders report.json as PDF with a fixed Typst template.

The report's text never becomes Typst markup: it goes in as data, and the template places it as text.
"""

import datetime
import hashlib
import json
import os
import re
import sys

VERSION = "1.0.0"
HERE = os.path.dirname(os.path.abspath(__file__))
# Printing more rows than this of one table costs minutes and readers; report.json and the HTML have them all.
MAXIMUM_ROWS = 500
MAXIMUM_EVIDENCE = 1000

# The protocol has the standard output for itself; whatever else prints goes to the log.
WIRE = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
os.dup2(2, 1)


def send(**message):
    WIRE.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")) + "\n")
    WIRE.flush()


def fail(kind, code, message, help_text=None):
    error = {"kind": kind, "code": code, "message": message}
    if help_text:
        error["help"] = help_text
    send(type="done", status="failed", error=error)


# --- Text ---------------------------------------------------------------------------------------------------------

# Controls, and characters that change the order in which their neighbours are read.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
BREAKS = re.compile("[\t\n\r\u2028\u2029]")
LINKABLE = re.compile(r"(?i)(https?://|mailto:)[^\s]+\Z")


def visible(value):
    """Returns JSON data whose texts cannot change how others are read."""
    if isinstance(value, str):
        return HIDDEN.sub("\ufffd", BREAKS.sub(" ", value))
    if isinstance(value, list):
        return [visible(item) for item in value]
    if isinstance(value, dict):
        return {visible(key): visible(item) for key, item in value.items()}
    return value


def plain(inlines):
    """Returns the words of running text."""
    words = []
    for item in inlines:
        if isinstance(item, str):
            words.append(item)
        elif "value" in item:
            words.append(item["value"]["text"])
        elif "link" in item:
            words.append(plain(item["link"]))
        elif "em" in item or "strong" in item:
            words.append(plain(item.get("em") or item.get("strong")))
        elif "code" in item:
            words.append(item["code"])
        elif "reference" in item:
            words.append(item["reference"])
    return "".join(words)


def short_digest(digest):
    name, colon, rest = digest.partition(":")
    return name + colon + rest[:12] if colon else digest[:12]


def grouped(number):
    return f"{number:,}"


# --- The report, made ready for the template ----------------------------------------------------------------------


class Preparation:
    """Walks the report once in the order of its pages and settles what the template would have to look up."""

    def __init__(self, report, charts):
        self.report = report
        self.charts = charts
        self.anchors = set()
        plain_cells = self.plain_cells()
        # A table's plain cell stands beside its dimensions already; the annex is for what the text and calculations say.
        self.records = {
            record["id"]: record for record in report["ledger"]["values"] if record["id"] not in plain_cells
        }
        self.left_out = len(plain_cells) + max(0, len(self.records) - MAXIMUM_EVIDENCE)
        # A brief has no annex; its evidence stands in report.json.
        self.is_brief = report.get("form") == "brief"
        self.shown_evidence = set() if self.is_brief else set(list(self.records)[:MAXIMUM_EVIDENCE])
        self.seen_footnotes = set()
        self.used_anchors = set()
        self.heading_level = 0
        self.origin_numbers = {origin["number"] for origin in report["origins"]}
        self.footnotes = {note["number"]: note["text"] for note in report["footnotes"]}

    def run(self):
        for section in self.report["sections"]:
            self.collect(section)
        report = self.report
        sections = list(self.all_sections(report["sections"]))
        body = [block for section in report["sections"] for block in self.section(section)]
        incomplete = [section for section in sections if section["status"] != "complete"]
        return {
            "title": report["title"],
            "subtitle": report.get("subtitle"),
            "authors": report["authors"],
            "asOf": report["asOf"],
            "language": report["language"],
            "scope": report["scope"],
            "snapshot": report["snapshot"],
            "shortSnapshot": short_digest(report["snapshot"]),
            "generator": report["generator"],
            "incomplete": self.incomplete_text(incomplete, sections),
            "brief": self.is_brief,
            "levels": self.levels(body),
            "body": body,
            "evidence": [] if self.is_brief else self.evidence(),
            "evidenceLeftOut": self.left_out,
            "origins": [self.origin(origin) for origin in report["origins"]],
            "plugins": [dict(plugin, digest=short_digest(plugin["digest"])) for plugin in report["plugins"]],
        }

    def plain_cells(self):
        """Returns the evidence of table cells that are single figures of the dataset, verified as they stand."""
        in_tables = {
            cell["evidence"]
            for section in self.all_sections(self.report["sections"])
            for block in section["blocks"]
            if block["type"] == "table"
            for row in block["rows"]
            for cell in row
            if cell.get("evidence")
        }
        return {
            record["id"]
            for record in self.report["ledger"]["values"]
            if record["id"] in in_tables and record["form"] == "cell" and record["level"] == "verified"
        }

    def all_sections(self, sections):
        for section in sections:
            yield section
            yield from self.all_sections(section["sections"])

    def incomplete_text(self, incomplete, sections):
        if not incomplete:
            return None
        names = [(section["number"] + " " + plain(section["title"])).strip() or section["id"] for section in incomplete]
        noun = "section" if len(sections) == 1 else "sections"
        return {"head": f"Incomplete: {len(incomplete)} of {len(sections)} {noun}.", "names": ", ".join(names)}

    def levels(self, value):
        """Returns the levels of the printed values that need a mark."""
        found = set()

        def visit(item):
            if isinstance(item, list):
                for part in item:
                    visit(part)
            elif isinstance(item, dict):
                if "level" in item and isinstance(item["level"], str):
                    found.add(item["level"])
                for part in item.values():
                    visit(part)

        visit(value)
        return [level for level in ("cited", "judged", "unsourced", "mismatch") if level in found]

    def collect(self, section):
        self.anchors.add(section["id"])
        for block in section["blocks"]:
            if block.get("id"):
                self.anchors.add(block["id"])
        for child in section["sections"]:
            self.collect(child)

    # Running text

    def text(self, inlines):
        return [self.inline(item) for item in inlines]

    def inline(self, item):
        if isinstance(item, str):
            return item
        if "em" in item:
            return {"em": self.text(item["em"])}
        if "strong" in item:
            return {"strong": self.text(item["strong"])}
        if "link" in item:
            words = self.text(item["link"])
            return {"link": words, "address": item["address"]} if LINKABLE.match(item["address"]) else {"span": words}
        if "value" in item:
            return {"value": self.value(item["value"])}
        if "footnote" in item:
            return self.footnote(item["footnote"])
        if "reference" in item:
            anchor = item["anchor"] if item["anchor"] in self.anchors else None
            return {"reference": item["reference"], "anchor": anchor}
        return item

    def value(self, span):
        evidence = span.get("evidence")
        return {
            "text": span["text"],
            "level": span["level"],
            "evidence": evidence if evidence in self.shown_evidence else None,
        }

    def footnote(self, number):
        if number in self.seen_footnotes or number not in self.footnotes:
            return {"again": number}
        self.seen_footnotes.add(number)
        return {"footnote": number, "text": self.text(self.footnotes[number])}

    def anchor(self, name):
        """Returns an anchor the first time; a second label of the same name would be an error."""
        if not name or name in self.used_anchors:
            return None
        self.used_anchors.add(name)
        return name

    def heading(self, level, **fields):
        # A reader that is read to cannot skip a level.
        self.heading_level = min(level, self.heading_level + 1)
        return {"type": "heading", "level": self.heading_level, **fields}

    # Blocks

    def section(self, section):
        blocks = []
        anchor = self.anchor(section["id"])
        if section["title"]:
            blocks.append(
                self.heading(
                    section["level"], number=section["number"], text=self.text(section["title"]),
                    plain=plain(section["title"]), anchor=anchor, outlined=True,
                )
            )
        else:
            blocks.append({"type": "anchor", "anchor": anchor})
        if section["status"] != "complete":
            words = "This section is incomplete." if section["status"] == "partial" else "This section could not be made."
            severity = "warning" if section["status"] == "partial" else "error"
            blocks.append({"type": "notice", "severity": severity, "lead": words, "text": "", "code": None})
        for block in section["blocks"]:
            blocks.append(self.block(block))
        for child in section["sections"]:
            blocks += self.section(child)
        return blocks

    def block(self, block):
        kind = block["type"]
        anchor = self.anchor(block.get("id"))
        if kind == "heading":
            words = block["text"]
            return self.heading(
                block["level"], number="", text=self.text(words), plain=plain(words), anchor=None, outlined=False
            )
        if kind == "paragraph":
            return {"type": "paragraph", "anchor": anchor, "text": self.text(block["text"])}
        if kind == "list":
            return {"type": "list", "anchor": anchor, "items": [self.text(item) for item in block["items"]]}
        if kind == "finding":
            return {
                "type": "finding", "anchor": anchor, "text": self.text(block["text"]),
                "signal": block.get("signal"), "level": block["level"],
                "sources": [number for number in block.get("sources", []) if number in self.origin_numbers],
            }
        if kind == "table":
            return self.table(block, anchor)
        if kind == "chart":
            notes = [self.text(note) for note in block["notes"]]
            return {
                "type": "chart", "anchor": anchor, "number": block["number"], "title": self.text(block["title"]),
                "alt": block["alt"], "svg": self.charts.get(block["id"]), "notes": notes,
            }
        if kind == "notice":
            parts = [sentence(block["message"]), sentence(block.get("hint") or "")]
            return {
                "type": "notice", "severity": block["severity"], "lead": block["severity"].capitalize() + ".",
                "text": " ".join(part for part in parts if part), "code": block["code"],
            }
        return {
            "type": "notice", "severity": "warning", "lead": "Warning.",
            "text": f"A block of the kind '{kind}' is not shown: this renderer does not know it.", "code": None,
        }

    def table(self, block, anchor):
        title = self.text(block["title"])
        columns = []
        for column in block["columns"]:
            columns.append(
                {
                    "label": column["label"], "unit": column.get("unitText"),
                    "numeric": column["type"] in ("decimal", "integer", "float"),
                }
            )
        shown = block["rows"][:MAXIMUM_ROWS]
        rows = [[self.cell(cell, column) for cell, column in zip(row, columns)] for row in shown]
        notes = [self.text(note) for note in block["notes"]]
        if len(shown) < len(block["rows"]):
            notes.append(
                [f"The first {grouped(len(shown))} of {grouped(len(block['rows']))} rows; report.json has all of them."]
            )
        # Long words need room, figures do not: a column of text shares what the figures leave.
        widths = [max([len(row[index]["text"]) for row in rows] or [0]) for index in range(len(columns))]
        return {
            "type": "table", "anchor": anchor, "number": block["number"], "title": title, "plain": plain(block["title"]),
            "columns": columns, "rows": rows, "notes": notes, "widths": widths,
        }

    def cell(self, cell, column):
        evidence = cell.get("evidence")
        marked = bool(cell["text"]) and (column["numeric"] or cell["level"] == "mismatch" or evidence is not None)
        return {
            "text": cell["text"],
            "level": cell["level"] if marked else "verified",
            "evidence": evidence if evidence in self.shown_evidence else None,
            "missing": bool(cell.get("status")) and not cell["raw"],
            "footnotes": [self.footnote(number) for number in cell["footnotes"]],
        }

    # Annex

    def evidence(self):
        numbers = {(o["name"], o["address"], o.get("date")): o["number"] for o in self.report["origins"]}
        sources = self.report["ledger"]["sources"]
        queries = {query["id"]: query for query in self.report["ledger"]["queries"]}
        rows = []
        for record in list(self.records.values())[:MAXIMUM_EVIDENCE]:
            digests, origins = [], []
            for part in record["inputs"]:
                digest = short_digest(queries[part["query"]]["digest"]) if part["query"] in queries else part["query"]
                if digest not in digests:
                    digests.append(digest)
                for index in part["sources"]:
                    if 0 <= index < len(sources):
                        source = sources[index]
                        number = numbers.get((source["origin"], source["address"], source.get("date")))
                        if number is not None and number not in origins:
                            origins.append(number)
            low, high = record.get("low"), record.get("high")
            bounds = ""
            if low != high:
                bounds = f"{low or 'open'} to {high or 'open'}"
            rows.append(
                {
                    "id": record["id"], "level": record["level"],
                    "value": record["value"] + (" " + record["unit"] if record.get("unit") else ""),
                    "bounds": bounds, "stated": record.get("stated"),
                    "how": record.get("formula") or record.get("citation") or record["form"],
                    "note": record.get("note"), "queries": digests, "origins": sorted(origins),
                }
            )
        return rows

    def origin(self, origin):
        return dict(origin, linkable=bool(LINKABLE.match(origin["address"])))


def sentence(text):
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else text + "."


# --- Typesetting --------------------------------------------------------------------------------------------------


def typeset(typst, document, charts, now):
    """Returns the PDF and the standards that it keeps; a text without a glyph may cost the archive standard."""
    inputs = {"report": json.dumps(document, ensure_ascii=False), "charts": json.dumps(charts, ensure_ascii=False)}
    attempts = [
        (["a-2a", "ua-1"], True),
        # Letters that the enclosed fonts lack: the machine's fonts may have them.
        (["a-2a", "ua-1"], False),
        (["ua-1"], False),
        ([], False),
    ]
    for index, (standards, ignores_fonts) in enumerate(attempts):
        try:
            pdf = typst.compile(
                os.path.join(HERE, "template.typ"), root=HERE, format="pdf", sys_inputs=inputs, timestamp=now,
                pdf_standards=standards, ignore_system_fonts=ignores_fonts, font_paths=[],
            )
            return pdf, standards, ignores_fonts
        except Exception as error:  # typst.TypstError is not in every version
            if index == len(attempts) - 1:
                raise
            print(f"trying again with less: {error}", file=sys.stderr)
    raise AssertionError("one attempt returns or raises")


def read_charts(folder):
    charts = {}
    if not os.path.isdir(folder):
        return charts
    for name in sorted(os.listdir(folder)):
        if name.endswith(".svg"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                charts[name[: -len(".svg")]] = file.read()
    return charts


def render(start):
    try:
        import typst
    except ImportError:
        fail(
            "host", "renderer.missing", "the PDF renderer needs the Python module 'typst', which is not installed",
            "install it with: Scripts/report, or python3 -m pip install typst==0.15.2",
        )
        return
    source = start["input"]
    output = os.path.join(start["dirs"]["out"], "report.pdf")
    with open(source, encoding="utf-8") as file:
        report = visible(json.load(file))
    charts = read_charts(os.path.join(os.path.dirname(source), "charts"))
    names = {name: f"c{index}" for index, name in enumerate(charts)}
    document = Preparation(report, names).run()
    now = datetime.datetime.fromisoformat(start["now"].replace("Z", "+00:00"))
    pdf, standards, ignores_fonts = typeset(
        typst, document, {names[name]: svg for name, svg in charts.items()}, int(now.timestamp())
    )
    if "a-2a" not in standards:
        kept = "only PDF/UA-1" if standards else "neither PDF/A-2a nor PDF/UA-1"
        send(
            type="diagnostic", severity="warning", code="renderer.standard",
            message=f"the PDF keeps {kept}", help="the log says which text or drawing stood against it",
        )
    elif not ignores_fonts:
        send(
            type="diagnostic", severity="note", code="renderer.fonts",
            message="the PDF uses fonts of this machine for letters that the enclosed fonts lack",
        )
    with open(output + ".part", "wb") as file:
        file.write(pdf)
    os.replace(output + ".part", output)
    send(
        type="asset", key="report", path="report.pdf", media="application/pdf",
        sha256=hashlib.sha256(pdf).hexdigest(), alt="The report as PDF",
    )
    send(type="done", status="ok")


def main():
    if not os.environ.get("WAYBILL_PLUGIN") and sys.stdin.isatty():
        print("this is a waybill plugin; try: waybill run REPORT --to pdf", file=sys.stderr)
    send(type="hello", protocol=[1], id="waybill.typst-pdf", version=VERSION)
    for line in sys.stdin:
        if not line.strip():
            continue
        start = json.loads(line)
        if start.get("type") != "start":
            continue
        try:
            render(start)
        except Exception as error:
            fail("host", "renderer.failed", f"the PDF could not be made: {error}", "the log has the details")
            import traceback

            traceback.print_exc()
        return


main()
