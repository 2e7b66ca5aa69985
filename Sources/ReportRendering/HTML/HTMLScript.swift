/// The page's script: a number that is clicked, or named in the address, shows what it rests on.
enum HTMLScript {
  /// The source, the same in every report: it writes texts only, never markup.
  static let source = #"""
    (function () {
      "use strict";
      var ledger = JSON.parse(document.getElementById("w:ledger").textContent);
      var panel = document.getElementById("w:evidence"), back = null;
      var values = index(ledger.values), queries = index(ledger.queries);
      function index(list) { var m = new Map(); list.forEach(function (x) { m.set(x.id, x); }); return m; }
      function el(parent, name, text, cls) {
        var e = document.createElement(name);
        if (text !== undefined && text !== null) { e.textContent = String(text); }
        if (cls) { e.className = cls; }
        parent.appendChild(e);
        return e;
      }
      function pair(dl, name, text, cls) {
        if (text === undefined || text === null || text === "") { return; }
        el(dl, "dt", name); el(dl, "dd", text, cls);
      }
      function bounds(x) {
        if (x.low === undefined && x.high === undefined) { return ""; }
        if (x.low === x.high) { return "exact"; }
        return (x.low === undefined ? "no low bound" : x.low) + " to " + (x.high === undefined ? "no high bound" : x.high);
      }
      function amount(x) { return (x.value === "" ? (x.status || "missing") : x.value) + (x.unit ? " " + x.unit : ""); }
      function pretty(text) { try { return JSON.stringify(JSON.parse(text), null, 1); } catch (e) { return text; } }
      function source(parent, s) {
        var li = el(parent, "li", null, s.isCounted ? "" : "beside");
        el(li, "strong", s.origin);
        if (s.date) { li.append(", " + s.date); }
        el(li, "div", s.summary);
        if (s.value !== undefined) { el(li, "div", "value " + s.value + (bounds(s) ? " (" + bounds(s) + ")" : "")); }
        if (/^https?:\/\/\S+$/i.test(s.address)) {
          var a = el(li, "a", s.address);
          a.href = s.address; a.rel = "noreferrer noopener"; a.target = "_blank";
        } else { el(li, "div", s.address); }
        el(li, "div", s.file + ", line " + s.line + (s.id ? ", " + s.id : ""), "where");
        if (s.note) { el(li, "div", s.note, "where"); }
        if (!s.isCounted) { el(li, "div", "another print of the same figure, not counted", "where"); }
      }
      function input(parent, x) {
        var box = el(parent, "section");
        var at = Object.keys(x.at || {}).sort().map(function (k) { return k + " " + x.at[k]; }).join(", ");
        el(box, "h3", x.name + ": " + amount(x));
        var dl = el(box, "dl");
        pair(dl, "Cell", x.column + (at ? " of " + at : "") + (x.row === undefined ? ", whole column" : ", row " + (x.row + 1)));
        pair(dl, "Bounds", bounds(x));
        pair(dl, "Status", x.status);
        var q = queries.get(x.query);
        pair(dl, "Query", q ? x.query + ", " + q.rows + " rows from " + q.sourceRows + " observations" : x.query);
        if (q) {
          var d = el(box, "details");
          el(d, "summary", "The query");
          el(d, "pre", pretty(q.query)); el(d, "pre", q.sql); el(d, "div", q.digest, "where");
          if (q.gaps.length) { el(d, "div", "Gaps: " + q.gaps.join("; ")); }
        }
        var rows = (x.sources || []).map(function (i) { return ledger.sources[i]; }).filter(Boolean);
        if (rows.length) {
          el(box, "h4", rows.length === 1 ? "One source row" : rows.length + " source rows");
          var list = el(box, "ol");
          rows.slice(0, 200).forEach(function (s) { source(list, s); });
          if (rows.length > 200) { el(box, "div", "and " + (rows.length - 200) + " more in report.json"); }
        }
      }
      function show(id) {
        var v = values.get(id), nodes = document.querySelectorAll("data[data-e]"), here = null, i;
        for (i = 0; i < nodes.length; i += 1) {
          var own = nodes[i].getAttribute("data-e") === id;
          nodes[i].classList.toggle("chosen", own);
          if (own && !here) { here = nodes[i]; }
        }
        if (!v) { return; }
        panel.textContent = "";
        var close = el(panel, "button", "Close");
        close.type = "button"; close.addEventListener("click", hide);
        el(panel, "h2", here ? here.textContent : amount(v));
        var dl = el(panel, "dl");
        pair(dl, "Value", amount(v)); pair(dl, "Bounds", bounds(v)); pair(dl, "Evidence", v.level + " (" + v.form + ")", "l-" + v.level);
        pair(dl, "Stated by the plugin", v.stated); pair(dl, "Formula", v.formula, "code");
        pair(dl, "Source", v.citation); pair(dl, "Note", v.note); pair(dl, "Name", v.id, "code");
        v.inputs.forEach(function (x) { input(panel, x); });
        panel.hidden = false;
        panel.scrollTop = 0;
        panel.focus();
        return here;
      }
      function hide() {
        panel.hidden = true;
        document.querySelectorAll("data.chosen").forEach(function (n) { n.classList.remove("chosen"); });
        if (back) { back.focus(); }
      }
      function open(node) {
        back = node;
        var hash = "#num=" + encodeURIComponent(node.getAttribute("data-e"));
        if (location.hash === hash) { fromHash(); } else { location.hash = hash; }
      }
      function fromHash() {
        var match = /^#num=(.+)$/.exec(location.hash), id;
        if (!match) { return; }
        try { id = decodeURIComponent(match[1]); } catch (e) { return; }
        var here = show(id);
        if (here && here !== back) { here.scrollIntoView({ block: "center" }); }
      }
      document.querySelectorAll("data[data-e]").forEach(function (n) {
        if (!values.has(n.getAttribute("data-e"))) { return; }
        n.tabIndex = 0; n.setAttribute("role", "button"); n.setAttribute("aria-haspopup", "dialog");
      });
      document.addEventListener("click", function (e) {
        var n = e.target.closest("data[role=button]");
        if (n) { open(n); }
      });
      document.addEventListener("keydown", function (e) {
        if (e.key === "Escape" && !panel.hidden) { hide(); return; }
        var n = (e.key === "Enter" || e.key === " ") && e.target.closest && e.target.closest("data[role=button]");
        if (n) { e.preventDefault(); open(n); }
      });
      window.addEventListener("hashchange", fromHash);
      fromHash();
    })();
    """#
}
