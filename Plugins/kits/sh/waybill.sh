# Plugins for waybill in shell: one file to copy into a plugin's folder. POSIX sh and awk; works in dash, bash and busybox.
#
#   #!/bin/sh
#   . "$(dirname -- "$0")/waybill.sh"
#   wb_hello org.example.suppliers 1.0.0
#   wb_block heading level:=2 text='Suppliers'
#   wb_block table key=suppliers from=t
#   wb_block finding key=first text='{who} recorded {v}.' \
#     values.who:="$(wb_ref t 0 reporter)" values.v:="$(wb_ref t 0 value)"
#   wb_done
#
# It is for one-way plugins, whose questions stand as inputs in plugin.json. Messages go to descriptor 3: what else is
# printed becomes a line of the log. Names that begin with wb_ or _wb_ belong to the kit.

# wb_hello ID VERSION [ANALYSIS...]: says who the plugin is, and waits for the start, which then stands in wb_start.
# Ends the plugin where the host only wanted to know who it is, where it only checks parameters, and where it asks for an
# analysis that is not there. ANALYSIS is the last part of ID where none is named.
wb_hello() {
  if [ -z "${WAYBILL_PLUGIN:-}" ] && [ -t 0 ]; then
    _wb_folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
    printf '%s\n' "$1 $2 is a plugin of waybill, which starts it and speaks with it." \
      "Try it:   waybill plugin run $_wb_folder" "Check it: waybill plugin check $_wb_folder" >&2
    exit 64
  fi
  exec 3>&1 1>&2
  wb_block hello protocol:='[1]' id="$1" version="$2" sdk=waybill-sh/1.0.0
  IFS= read -r wb_start || exit 0
  _wb_default=${1##*.}
  shift 2
  [ $# -gt 0 ] || set -- "$_wb_default"
  wb_analysis=$(wb_field /analysis) || wb_analysis=$1
  for _wb_known; do
    if [ "$_wb_known" = "$wb_analysis" ]; then
      # A check ends where the work would begin: the host has seen that the parameters fit.
      [ "$(wb_field /mode)" != check ] || { wb_done; exit 0; }
      return 0
    fi
  done
  wb_fail "there is no analysis '$wb_analysis'" plugin.unknown_analysis config "use $*"
}

# wb_block TYPE FIELD...: sends one message on one line. A FIELD is name=text, name:=JSON, or values.NAME:=JSON.
wb_block() {
  _wb_line="{\"type\":$(wb_string "$1")"
  _wb_values=
  shift
  for _wb_part; do
    _wb_name=${_wb_part%%=*}
    _wb_text=${_wb_part#*=}
    case $_wb_part in
      *=*) ;;
      *) echo "wb_block: '$_wb_part' is no name=text and no name:=JSON" >&2; exit 65 ;;
    esac
    case $_wb_name in
      *:) _wb_name=${_wb_name%:} ;;
      *) _wb_text=$(wb_string "$_wb_text") ;;
    esac
    case $_wb_name in
      values.*) _wb_values="$_wb_values${_wb_values:+,}$(wb_string "${_wb_name#values.}"):$_wb_text" ;;
      *) _wb_line="$_wb_line,$(wb_string "$_wb_name"):$_wb_text" ;;
    esac
  done
  # A host that is gone has no use for the rest.
  printf '%s\n' "$_wb_line${_wb_values:+,\"values\":{$_wb_values\}}}" >&3 2>/dev/null || exit 0
}

# wb_done: ends the run.
wb_done() {
  wb_block done status=ok
}

# wb_fail MESSAGE [CODE [KIND [HELP]]]: ends the run with an error, and the plugin. KIND says who must act: config, data,
# plugin, host, transient or policy.
wb_fail() {
  wb_block done status=failed error:="{\"kind\":$(wb_string "${3:-plugin}"),\"code\":$(wb_string "${2:-plugin.failed}"),\
\"message\":$(wb_string "$1")${4:+,\"help\":$(wb_string "$4")}}"
  exit 0
}

# wb_string TEXT: prints the text as a JSON string.
wb_string() {
  case $1 in
    # The dot keeps the line ends at the end, which awk would not see.
    *[\\\"[:cntrl:]]*) printf '%s.' "$1" | LC_ALL=C awk '
      BEGIN {
        for (i = 1; i < 32; i++) escape[sprintf("%c", i)] = sprintf("\\u%04x", i)
        escape["\\"] = "\\\\"; escape["\""] = "\\\""
        printf "\""
      }
      NR > 1 { put(last); printf "\\n" }
      { last = $0 }
      END { put(substr(last, 1, length(last) - 1)); printf "\"" }
      function put(text,    i, c) {
        for (i = 1; i <= length(text); i++) {
          c = substr(text, i, 1)
          printf "%s", c in escape ? escape[c] : c
        }
      }' ;;
    *) printf '"%s"' "$1" ;;
  esac
}

# wb_field POINTER: prints a text, a number or a truth value of the start message, such as /params/importer or /seed; for a
# list or an object nothing. Fails where it is not there or is null.
wb_field() {
  printf '%s\n' "$wb_start" | LC_ALL=C WB_WANTED=$1 awk "$_wb_json"'
    function scalar(path, piece) {
      if (path != ENVIRON["WB_WANTED"] || piece == "null") return
      print piece ~ /^"/ ? plain(piece, 1) : piece
      is_found = 1
    }
    { line = $0; value("") }
    END { exit !is_found }'
}

# wb_rows [INPUT]: reads the inputs to their end and prints their rows, one a line, the cells cut by tabs: the name of the
# input, the number of the row, counted from 0, and its cells. In front of the rows of each input stands a line with # for
# the number and the names of the columns. With INPUT only the rows of that one, without name and head. A cell without a
# figure is \N; \t, \n, \r and \\ in texts stay as they are.
wb_rows() {
  LC_ALL=C WB_INPUT=${1:-} awk "$_wb_json"'
    function scalar(path, piece,    part) {
      split(path, part, "/")
      if (path == "/id") id = plain(piece, 0)
      else if (part[2] == "columns" && part[4] == "name") head = head "\t" plain(piece, 0)
      else if (part[2] == "rows") {
        if (part[4] == "0") row[count++] = ""
        row[count - 1] = row[count - 1] "\t" (piece == "null" ? "\\N" : piece ~ /^"/ ? plain(piece, 0) : piece)
      }
    }
    /^\{"type":"(stream|batch)"/ {
      line = $0; count = 0; head = ""
      value("")
      if (ENVIRON["WB_INPUT"] == "" && head != "") print id "\t#" head
      for (i = 0; i < count; i++) {
        if (ENVIRON["WB_INPUT"] == "") print id "\t" given[id]++ row[i]
        else if (ENVIRON["WB_INPUT"] == id) print given[id]++ row[i]
      }
    }'
}

# Reads JSON in awk: value("") calls scalar(path, piece) for each text, number, truth value and null of `line`.
_wb_json='
  # Takes the next piece off the line, which is cut off in short lengths: cutting the whole of it each time takes long.
  function token(    piece) {
    if (kept != "") { piece = kept; kept = ""; return piece }
    while (1) {
      if (length(rest) < 256 && line != "") more()
      if (rest !~ /^"/) {
        if (!match(rest, /^[][{}:,]/)) match(rest, /^[^][{}:,]+/)
        break
      }
      if (match(rest, /^"([^"\\]|\\.)*"/) || line == "") break
      more()
    }
    piece = substr(rest, 1, RLENGTH)
    rest = substr(rest, RLENGTH + 1)
    return piece
  }
  function more() { rest = rest substr(line, 1, 1024); line = substr(line, 1025) }
  function value(path,    piece, name, number) {
    piece = token()
    if (piece == "{") {
      while ((piece = token()) != "}" && piece != "") if (piece != ",") {
        name = plain(piece, 1); token(); value(path "/" name)
      }
    } else if (piece == "[") {
      number = 0
      while ((piece = token()) != "]" && piece != "") if (piece != ",") {
        kept = piece; value(path "/" number++)
      }
    } else scalar(path, piece)
  }
  # Returns the text of a string; where it is not to be raw, with \t, \n, \r, \\ and other controls escaped.
  function plain(text, is_raw,    out, at, c, n, low) {
    text = substr(text, 2, length(text) - 2)
    while ((at = index(text, "\\")) > 0) {
      out = out substr(text, 1, at - 1)
      c = substr(text, at + 1, 1)
      n = -1
      if (c == "u") {
        n = hexadecimal(substr(text, at + 2, 4)); at += 4
        if (n >= 55296 && n < 56320 && substr(text, at + 2, 2) == "\\u") {
          low = hexadecimal(substr(text, at + 4, 4)); at += 6
          n = 65536 + (n - 55296) * 1024 + low - 56320
        }
      } else if (is_raw || c == "\"" || c == "/") n = code(c)
      if (n < 0) out = out "\\" c
      else if (n < 32 && !is_raw) out = out sprintf("\\u%04x", n)
      else out = out utf8(n)
      text = substr(text, at + 2)
    }
    return out text
  }
  function code(c) {
    return c == "n" ? 10 : c == "t" ? 9 : c == "r" ? 13 : c == "b" ? 8 : c == "f" ? 12 : c == "\"" ? 34 : c == "/" ? 47 : 92
  }
  function hexadecimal(digits,    i, n) {
    for (i = 1; i <= 4; i++) n = n * 16 + index("0123456789abcdef", tolower(substr(digits, i, 1))) - 1
    return n
  }
  function utf8(n) {
    if (n < 1) return ""
    if (n < 128) return sprintf("%c", n)
    if (n < 2048) return sprintf("%c%c", 192 + int(n / 64), 128 + n % 64)
    if (n < 65536) return sprintf("%c%c%c", 224 + int(n / 4096), 128 + int(n / 64) % 64, 128 + n % 64)
    return sprintf("%c%c%c%c", 240 + int(n / 262144), 128 + int(n / 4096) % 64, 128 + int(n / 64) % 64, 128 + n % 64)
  }
'

# wb_ref QUERY ROW COLUMN: a cell of an input, its row counted from 0, as a value.
wb_ref() {
  printf '{"from":[%s,%s,%s]}' "$(wb_string "$1")" "$2" "$(wb_string "$3")"
}

# wb_where QUERY COLUMN NAME=CODE...: the cell of the one row with these codes, periods and texts.
wb_where() {
  printf '{"from":{"query":%s,"column":%s,"where":{' "$(wb_string "$1")" "$(wb_string "$2")"
  shift 2
  _wb_comma=
  for _wb_part; do
    printf '%s%s:%s' "$_wb_comma" "$(wb_string "${_wb_part%%=*}")" "$(wb_string "${_wb_part#*=}")"
    _wb_comma=,
  done
  printf '}}}'
}

# wb_param NAME: a parameter as a value. To read it, use wb_field.
wb_param() {
  printf '{"param":%s}' "$(wb_string "/$1")"
}

# wb_calc EXPRESSION NUMBER [FORMAT]: a calculation over other values of the block, with the result that was found.
wb_calc() {
  printf '{"calc":%s,"value":%s%s}' "$(wb_string "$1")" "$2" "${3:+,\"format\":$(wb_string "$3")}"
}

# wb_words TEXT: plain words without a number, as a value.
wb_words() {
  printf '{"value":%s}' "$(wb_string "$1")"
}
