# Read by the other scripts with `.`: finds what they need, and installs what is missing. POSIX sh.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"

# The Python that plugins are run with, and the version of Typst that makes the PDF.
python="$root/build/venv/bin/python3"
typst=0.15.2

say() { printf '%s\n' "$*" >&2; }

# fail WHAT HINT
fail() {
  say "error: $1"
  say "  hint: $2"
  exit 1
}

# The Debian packages that are missing, one a line.
missing_packages() {
  [ -e /usr/include/sqlite3.h ] || echo libsqlite3-dev
  [ -e /usr/include/zlib.h ] || echo zlib1g-dev
  command -v awk >/dev/null || echo mawk
  command -v python3 >/dev/null || echo python3
  python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

# Installs missing packages; asks for root only then.
install_packages() {
  command -v swift >/dev/null || fail "swift is not installed" "install Swift 6.3 from https://swift.org/install, then try again"
  packages=$(missing_packages | tr '\n' ' ')
  packages=${packages% }
  [ -n "$packages" ] || return 0
  as_root=
  if [ "$(id -u)" -ne 0 ]; then as_root=sudo; fi
  command -v apt-get >/dev/null || fail "missing: $packages" "install them, or what your system calls them"
  [ -z "$as_root" ] || command -v sudo >/dev/null || fail "missing: $packages" "run as root: apt-get install $packages"
  say "Missing, and about to be installed with apt-get${as_root:+ and sudo}: $packages"
  $as_root apt-get update -qq
  # The list is split into its words on purpose.
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2
}

# Makes build/venv with Typst. Without Typst all but the PDF can be made, so that its want is said and goes on.
make_python() {
  if ! "$python" -c '' 2>/dev/null; then
    say "Making a Python environment in build/venv"
    rm -rf build/venv
    python3 -m venv build/venv
  fi
  if ! "$python" -c 'import sys, typst; from importlib.metadata import version; sys.exit(version("typst") != sys.argv[1])' \
    "$typst" 2>/dev/null; then
    say "Installing typst==$typst into build/venv with pip"
    "$python" -m pip install --quiet --disable-pip-version-check "typst==$typst" >&2 ||
      say "warning: Typst could not be installed; reports will lack their PDF"
  fi
}

# make_report WAYBILL FOLDER: makes the demo report as FOLDER/report.md, .html, .json, .pdf.
make_report() {
  rm -rf "$2"
  "$1" build Data/reports/covid-prk.yaml --out "$2" --name report --python "$python"
}
