#!/bin/sh
# Events beside the imports of their month. A one-way plugin for waybill in POSIX shell and awk, protocol version 1.
# It copies no text and no figure of the data: it cites cells by input, row and column, and the host prints them.
echo '{"type":"hello","protocol":[1],"id":"waybill.timeline","version":"1.0.0"}'
LC_ALL=C exec awk '
  # Sends one message, written with ~ for the quotes of JSON; only our own words and periods stand in it.
  function send(json) { gsub(/~/, "\"", json); print json }
  function cell(input, i, column) { return "{~from~:[~" input "~," i ",~" column "~]}" }
  function field(name, text) { return ",~" name "~:~" text "~" }
  function prose(text) {
    send("{~type~:~prose~" field("text", text) ",~values~:{~who~:{~param~:~/reporter~},~to~:{~param~:~/importer~}," \
      "~span~:{~param~:~/period~}}}")
  }

  # Takes the next scalar off the front of `rest`: a string, still escaped, or a number; null is empty.
  function scalar(    token) {
    sub(/^[,\[]+/, "", rest)
    if (match(rest, /^"([^"\\]|\\.)*"/)) token = substr(rest, 2, RLENGTH - 2)
    else { match(rest, /^[^],]*/); token = substr(rest, 1, RLENGTH) }
    rest = substr(rest, RLENGTH + 1)
    return token == "null" ? "" : token
  }
  # Returns a text parameter of the start line.
  function parameter(name) {
    match(start, "\"" name "\":\"[^\"]*\"")
    return substr(start, RSTART + length(name) + 4, RLENGTH - length(name) - 5)
  }
  # Returns the first (side 1) or the last (side 2) month of a period text.
  function month(text, side,    ends, tail) {
    if (split(text, ends, /\.\./) == 2) text = ends[side]
    tail = substr(text, 6)
    if (tail == "") tail = side == 1 ? "01" : "12"
    if (tail ~ /^Q/) tail = sprintf("%02d", substr(tail, 2) * 3 - (side == 1 ? 2 : 0))
    return substr(text, 1, 4) "-" substr(tail, 1, 2)
  }
  function number(text) { return substr(text, 1, 4) * 12 + substr(text, 6, 2) }
  # Whether a period lies inside one month.
  function is_month(text) { return text ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9](-[0-9][0-9])?$/ }
  # Whether print i leaves less open than print k, or as much while its origin prints more of the months.
  function is_better(i, k) {
    return width_of[i] != width_of[k] ? width_of[i] < width_of[k] : count[origin[i]] > count[origin[k]]
  }

  # Sends the change between month m and the one before it, and then the events of both, which are another matter.
  function change(key, verb, signal, m,    e, text, values) {
    values = ",~p~:" cell("prints", best[m - 1], "period") ",~q~:" cell("prints", best[m], "period")
    send("{~type~:~finding~,~weight~:0.8" field("key", key) field("signal", signal) field("text", "Of the pairs of " \
      "following months in print, the imports of {to} from {who} " verb " most from {p} to {q}: from {a} ({o}) to {b} " \
      "({r}), a change of {c}.") ",~values~:{~who~:{~param~:~/reporter~},~to~:{~param~:~/importer~}" values \
      ",~a~:" cell("prints", best[m - 1], "value") ",~b~:" cell("prints", best[m], "value") ",~o~:" \
      cell("prints", best[m - 1], "origin") ",~r~:" cell("prints", best[m], "origin") \
      sprintf(",~c~:{~calc~:~b / a - 1~,~value~:%.12g,~format~:~change~}}}", ratio[m]))
    for (e = 0; is_about_importer && e < n["events"]; e++)
      if (kind[e] !~ /^(publication|statistics)$/ && is_month(event[e]) && (number(event[e]) == m - 1 || number(event[e]) == m)) {
        text = text (text == "" ? "Events of {p} and {q}: " : "; ") "{e" e "} ({d" e "})"
        values = values ",~d" e "~:" cell("events", e, "period") ",~e" e "~:" cell("events", e, "event")
      }
    if (text != "") send("{~type~:~prose~" field("text", text ".") ",~values~:{" substr(values, 2) "}}")
  }

  NR == 1 { start = $0; first = month(parameter("period"), 1); last = month(parameter("period"), 2) }
  /^\{"type":"stream"/ {
    match($0, /"id":"[^"]*"/); input = substr($0, RSTART + 6, RLENGTH - 7)
    for (width = 0; match($0, /"name":"[^"]*"/); $0 = substr($0, RSTART + RLENGTH))
      column[width++] = substr($0, RSTART + 8, RLENGTH - 9)
  }
  /^\{"type":"batch"/ {
    for (rest = substr($0, index($0, "\"rows\":[") + 8); rest ~ /^,?\[/; sub(/^[^]]*\]/, "", rest)) {
      for (c = 0; c < width; c++) row[column[c]] = scalar()
      i = n[input]++
      if (input == "events") { event[i] = row["period"]; kind[i] = row["kind"] }
      if (input == "prints" && row["value"] != "") {
        period[i] = row["period"]; origin[i] = row["origin"]; value[i] = row["value"]
        low[i] = row["value.low"]; high[i] = row["value.high"]
        width_of[i] = low[i] == "" || high[i] == "" ? 1e30 : high[i] - low[i]
        if (!is_month(period[i])) { span[period[i]] = i; continue }
        count[origin[i]]++
        for (k = 0; k < i; k++)  # two prints of a month that exclude each other
          if (period[k] == row["period"] && (high[k] != "" && low[i] != "" && high[k] + 0 < low[i] + 0 ||
            high[i] != "" && low[k] != "" && high[i] + 0 < low[k] + 0)) clash[i] = k
      }
    }
  }

  END {
    if (NR == 0) exit
    if (start ~ /"mode":"check"/) { send("{~type~:~done~,~status~:~ok~}"); exit }
    match(start, /"min_base":[0-9.eE+]+/); base = substr(start, RSTART + 11, RLENGTH - 11) + 0
    is_about_importer = parameter("importer") == "PRK"
    for (i = 0; i < n["prints"]; i++) if (i in value && is_month(period[i])) {
      m = number(period[i])
      if (!(m in best) || is_better(i, best[m])) best[m] = i
    }
    fall = rise = -1
    for (m = number(first); m <= number(last); m++) if (m in best) {
      has_months = 1
      if (!((m - 1) in best) || value[best[m - 1]] + 0 <= 0 || value[best[m - 1]] + 0 < base) continue
      ratio[m] = value[best[m]] / value[best[m - 1]] - 1
      if (ratio[m] < 0 && (fall < 0 || ratio[m] < ratio[fall])) fall = m
      if (ratio[m] > 0 && (rise < 0 || ratio[m] > ratio[rise])) rise = m
    }
    send("{~type~:~heading~,~level~:2,~text~:~Events beside monthly imports~}")
    if (has_months)
      prose("The figures are mirror data: exports of all goods from {who} to {to} as {who} recorded them. " \
        "Events and imports stand side by side; that one caused the other is not said.")
    else {
      prose("The data hold no monthly figure of exports from {who} to {to} for {span}: a lack of figures, not a zero.")
      send("{~type~:~diagnostic~,~severity~:~warning~,~code~:~data.gap~" \
        field("message", "no monthly figure of all goods for this exporter, importer and period") \
        field("help", "import monthly records, or name another period") "}")
    }
    if (fall >= 0) change("largest-fall", "fell", "down", fall)
    if (rise >= 0) change("largest-rise", "rose", "up", rise)
    for (i = 0; i < n["prints"]; i++) if (i in clash && !named[period[i]]++)
      send("{~type~:~finding~,~key~:~disagree-" period[i] "~,~text~:~For {p}, {oa} prints {a} and {ob} prints " \
        "{b}: rounding does not explain the difference.~,~values~:{~p~:" cell("prints", i, "period") ",~oa~:" \
        cell("prints", clash[i], "origin") ",~a~:" cell("prints", clash[i], "value") ",~ob~:" \
        cell("prints", i, "origin") ",~b~:" cell("prints", i, "value") "},~weight~:0.5}")
    for (i = 0; is_about_importer && i < n["events"]; i++)
      if (number(month(event[i], 2)) >= number(first) && number(month(event[i], 1)) <= number(last)) {
        # An event of several months has the figure that was printed for just these months, or none.
        m = number(event[i])
        shown = !is_month(event[i]) ? span[event[i]] : m in best ? best[m] : ""
        rows = rows (rows == "" ? "" : ",") "[" cell("events", i, "period") "," cell("events", i, "event") "," \
          (shown == "" ? "null" : cell("prints", shown, "value")) "," cell("events", i, "origin") "]"
      }
    if (!is_about_importer) prose("The events in the data are about North Korea; beside the imports of {to} none is set.")
    else if (rows == "") prose("The data hold no event of {span}.")
    else
      send("{~type~:~table~,~key~:~events~,~title~:~Events and the imports of their month~,~columns~:[" \
        "{~name~:~period~,~label~:~Day~,~type~:~period~},{~name~:~event~,~label~:~Event~,~type~:~string~}," \
        "{~name~:~value~,~label~:~Imports of that month~,~type~:~decimal~,~unit~:~USD~}," \
        "{~name~:~origin~,~label~:~Event reported by~,~type~:~string~}],~rows~:[" rows "],~notes~:[" \
        "~An empty cell: no source prints the month by itself. An event of several months has the figure of them all.~]}")
    for (m = number(first); m <= number(last); m++) if (m in best)
      months = months (months == "" ? "" : ",") "[" cell("prints", best[m], "period") "," \
        cell("prints", best[m], "value") "," cell("prints", best[m], "origin") "]"
    if (has_months) {
      send("{~type~:~table~,~key~:~months~,~title~:~Imports by month, as printed~,~columns~:[" \
        "{~name~:~period~,~label~:~Month~,~type~:~period~}," \
        "{~name~:~value~,~label~:~Imports~,~type~:~decimal~,~unit~:~USD~}," \
        "{~name~:~origin~,~label~:~Printed by~,~type~:~string~}],~rows~:[" months "],~notes~:[" \
        "~Months that no source prints by themselves are left out, even where a longer figure holds them.~]}")
      send("{~type~:~chart~,~key~:~months-chart~,~mark~:~line~,~data~:~months~,~x~:~period~,~y~:~value~" \
        field("title", "Imports by month") \
        field("alt", "Line of the monthly imports of all goods; months without a figure are left out.") "}")
    }
    send("{~type~:~done~,~status~:~ok~}")
  }'
