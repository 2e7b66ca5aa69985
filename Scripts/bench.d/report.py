"""The demo report, cold, beside the start of Python that its plugins need."""

from common import BENCH, PYTHON, WAYBILL, line, median


def main(_):
    python = median(20, [PYTHON, "-I", "-S", "-c", "pass"])
    base = [WAYBILL, "build", "Data/reports/covid-prk.yaml", "--out", BENCH + "/report", "--python", PYTHON]
    for words, outputs, aim in [("demo report, md html json", ["markdown", "html", "json"], "< 300 ms"),
                                ("demo report, with PDF", ["markdown", "html", "json", "pdf"], "")]:
        seconds = median(5, base + [part for output in outputs for part in ("--output", output)], expected=(0, 2))
        line(words, "%.0f ms" % (seconds * 1e3), "python3's start alone: %.0f ms" % (python * 1e3),
             "%.1fx" % (seconds / python), aim)
