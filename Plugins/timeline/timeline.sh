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

  # Sends the change between month i and the one before it, with the events of both.
  function change(key, verb, signal, i,    e, text, values) {
    text = "Imports " verb " most from {p} to {q}: from {a} to {b}, a change of {c}."
    values = "~p~:" cell("months", i - 1, "period") ",~q~:" cell("months", i, "period") \
      ",~a~:" cell("months", i - 1, "value") ",~b~:" cell("months", i, "value") \
      sprintf(",~c~:{~calc~:~b / a - 1~,~value~:%.12g,~format~:~change~}", ratio[i])
    for (e = 0; e < n["events"]; e++)
      if (kind[e] !~ /^(publication|statistics)$/ && (event_month[e] == period[i - 1] || event_month[e] == period[i])) {
        text = text " Event of {d" e "}: {e" e "}."
        values = values ",~d" e "~:" cell("events", e, "period") ",~e" e "~:" cell("events", e, "event")
      }
    send("{~type~:~finding~,~weight~:0.8" field("key", key) field("signal", signal) field("text", text) \
      ",~values~:{" values "}}")
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
      if (input == "events") { event_month[i] = month(row["period"], 1); kind[i] = row["kind"] }
      if (input == "months") { period[i] = row["period"]; value[i] = row["value"]; row_of[row["period"]] = i }
      if (input == "prints") {
        print_period[i] = row["period"]; low[i] = row["value.low"]; high[i] = row["value.high"]
        for (k = 0; k < i; k++)  # two prints of a month that exclude each other
          if (print_period[k] == row["period"] && (high[k] != "" && low[i] != "" && high[k] + 0 < low[i] + 0 ||
            high[i] != "" && low[k] != "" && high[i] + 0 < low[k] + 0)) clash[i] = k
      }
    }
  }

  END {
    if (NR == 0) exit
    if (start ~ /"mode":"check"/) { send("{~type~:~done~,~status~:~ok~}"); exit }
    match(start, /"min_base":[0-9.eE+]+/); base = substr(start, RSTART + 11, RLENGTH - 11) + 0
    from = fall = rise = -1
    for (i = 0; i < n["months"]; i++) if (value[i] != "") {
      from = from < 0 ? i : from; to = i
      if (number(period[i]) != number(period[i - 1]) + 1 || value[i - 1] + 0 <= 0 || value[i - 1] + 0 < base) continue
      ratio[i] = value[i] / value[i - 1] - 1
      if (ratio[i] < 0 && (fall < 0 || ratio[i] < ratio[fall])) fall = i
      if (ratio[i] > 0 && (rise < 0 || ratio[i] > ratio[rise])) rise = i
    }
    send("{~type~:~heading~,~level~:2,~text~:~Events beside monthly imports~}")
    if (from >= 0)
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
    for (i = 0; i < n["prints"]; i++) if (i in clash && !named[print_period[i]]++)
      send("{~type~:~finding~,~key~:~disagree-" print_period[i] "~,~text~:~For {p}, {oa} prints {a} and {ob} prints " \
        "{b}: rounding does not explain the difference.~,~values~:{~p~:" cell("prints", i, "period") ",~oa~:" \
        cell("prints", clash[i], "origin") ",~a~:" cell("prints", clash[i], "value") ",~ob~:" \
        cell("prints", i, "origin") ",~b~:" cell("prints", i, "value") "},~weight~:0.5}")
    for (i = 0; i < n["events"]; i++) if (event_month[i] >= first && event_month[i] <= last)
      rows = rows (rows == "" ? "" : ",") "[" cell("events", i, "period") "," cell("events", i, "event") "," \
        (event_month[i] in row_of ? cell("months", row_of[event_month[i]], "value") : "null") "," \
        cell("events", i, "origin") "]"
    if (rows == "") prose("The data hold no event of {span}.")
    else
      send("{~type~:~table~,~key~:~events~,~title~:~Events and the imports of their month~,~columns~:[" \
        "{~name~:~period~,~label~:~Day~,~type~:~period~},{~name~:~event~,~label~:~Event~,~type~:~string~}," \
        "{~name~:~value~,~label~:~Imports of that month~,~type~:~decimal~,~unit~:~USD~}," \
        "{~name~:~origin~,~label~:~Event reported by~,~type~:~string~}],~rows~:[" rows "]}")
    for (i = from; from >= 0 && i <= to; i++)
      months = months (i == from ? "" : ",") "[" cell("months", i, "period") "," cell("months", i, "value") "]"
    if (from >= 0) {
      send("{~type~:~table~,~key~:~months~,~title~:~Imports by month~,~columns~:[" \
        "{~name~:~period~,~label~:~Month~,~type~:~period~}," \
        "{~name~:~value~,~label~:~Imports~,~type~:~decimal~,~unit~:~USD~}],~rows~:[" months "],~notes~:[" \
        "~A month that no source prints by itself has no figure here, even where a longer figure holds it.~]}")
      send("{~type~:~chart~,~key~:~months-chart~,~mark~:~line~,~data~:~months~,~x~:~period~,~y~:~value~" \
        field("title", "Imports by month") \
        field("alt", "Line of the monthly imports of all goods; months without a figure are left out.") "}")
    }
    send("{~type~:~done~,~status~:~ok~}")
  }'
