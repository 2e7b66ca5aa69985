"""Start-up of the program, beside a C program that does nothing and Python."""

from common import BENCH, PYTHON, WAYBILL, compile_program, line, median


def main(_):
    compile_program("nothing")
    own = median(20, [WAYBILL, "--version"])
    for words, peer in [("C, doing nothing", [BENCH + "/nothing"]),
                        ("python3 -I -S -c pass", [PYTHON, "-I", "-S", "-c", "pass"])]:
        other = median(20, peer)
        line("waybill --version", "%.1f ms" % (own * 1e3), "%s: %.1f ms" % (words, other * 1e3),
             "%.1fx" % (own / other), "< 15 ms")
