import PluginProtocol
import Testing

/// One line of the wire, in the form in which this side writes it: compact, `type` first, then the keys in order.
struct MessageLine: CustomTestStringConvertible {
  let type: String
  let line: String

  init(_ type: String, _ line: String) {
    self.type = type
    self.line = line
  }

  var testDescription: String { type }

  /// One line a message of the host.
  static let ofHost = [
    MessageLine(
      "start",
      #"{"type":"start","accepts":["heading","table"],"analysis":"yoy","datasets":{"trade":{"as_of":"2022-06-10","snapshot":"sha256:9f2c"}},"dirs":{"in":"/r/in","out":"/r/out"},"features":["credit"],"input":"/r/in/report.json","limits":{"asset_bytes":5,"assets":6,"blocks":10000,"depth":64,"grace_s":4,"hello_bytes":7,"hello_s":10,"idle_s":0.5,"line_bytes":8388608,"open_queries":16,"run_bytes":268435456,"stray":100,"table_bytes":8,"table_rows":1000000,"total_s":900},"locale":"en-GB","mode":"run","now":"2022-06-10T00:00:00Z","params":{"share":0.1,"year":2020},"renders":"report/pdf","run":"r1","seed":7,"v":1}"#
    ),
    MessageLine("cancel", #"{"type":"cancel","reason":"user","run":"r1"}"#),
    MessageLine(
      "stream",
      #"{"type":"stream","columns":[{"list":"area","name":"reporter","type":"code"},{"name":"value","type":"decimal","unit":"USD"}],"digest":"sha256:41ab","id":"q1"}"#
    ),
    MessageLine("batch", #"{"type":"batch","id":"q1","rows":[["CHN","2020","16400000"],["RUS",null,7]],"seq":0}"#),
    MessageLine(
      "end",
      #"{"type":"end","evidence":{"flags":{"estimated":12},"gaps":[{"at":{"period":"2020"},"status":"unreported"}],"origins":["GACC"],"sourceRows":412},"id":"q1","rows":7,"truncated":false}"#
    ),
    MessageLine("result", #"{"type":"result","id":"l1","value":{"300490":{"en":"Medicaments"}}}"#),
    MessageLine(
      "error",
      #"{"type":"error","error":{"code":"query.unknown_dimension","detail":"at 3","help":"use 'hs'","kind":"config","labels":[{"at":"/by/1","line":4,"text":"did you mean 'hs'?"}],"message":"no dimension 'hs12'"},"id":"q1"}"#
    ),
  ]

  /// One line a message of a plugin.
  static let ofPlugin = [
    MessageLine(
      "hello",
      #"{"type":"hello","analyses":[{"description":"By supplier.","examples":[{"note":"the pandemic year","params":{"year":2020}}],"inputs":{"t":{"measures":["value"]}},"name":"yoy","params":{"properties":{"year":{"default":2020,"minimum":1988,"type":"integer"}},"type":"object"},"produces":["finding"],"title":"Change"}],"features":["duplex"],"id":"org.example.yoy","license":"MIT","permissions":{"env":["LANG"],"network":["example.org"],"read":["/etc"],"sqlite":false},"protocol":[1],"renders":["report/pdf"],"sdk":"kit/1","title":"Year on year","version":"0.2.0"}"#
    ),
    MessageLine(
      "query",
      #"{"type":"query","by":["reporter","period"],"credit":4,"dataset":"trade","fill":"zero","id":"q1","limit":9,"measures":["value"],"order":["-value"],"partial":true,"period":{"from":"2019","grain":"year","to":"2020"},"where":{"any":[{"flow":"X"}],"hs":{"under":"30"},"partner":"PRK"}}"#
    ),
    MessageLine("describe", #"{"type":"describe","dataset":"trade","id":"d1"}"#),
    MessageLine("lookup", #"{"type":"lookup","codes":["300490"],"id":"l1","list":"hs"}"#),
    MessageLine("credit", #"{"type":"credit","id":"q1","n":1}"#),
    MessageLine("drop", #"{"type":"drop","id":"q1"}"#),
    MessageLine("heading", #"{"type":"heading","level":2,"text":"Of {who}","values":{"who":{"param":"/importer"}}}"#),
    MessageLine("prose", #"{"type":"prose","key":"p","text":"It {verb}.","values":{"verb":{"value":"fell"}}}"#),
    MessageLine("list", #"{"type":"list","items":["{a}","b"],"key":"l","values":{"a":{"value":"x"}}}"#),
    MessageLine(
      "finding",
      #"{"type":"finding","key":"yoy-RUS","signal":"up","text":"{a}","values":{"a":{"from":["q1",5,"value"]}},"weight":0.8}"#
    ),
    MessageLine("rows", #"{"type":"rows","end":true,"key":"k","n":1,"rows":[["CHN",null]],"seq":0}"#),
    MessageLine(
      "table",
      #"{"type":"table","columns":[{"format":"percent","label":"Share","list":"area","name":"share","type":"float","unit":"USD"}],"from":"q1","key":"t2","limit":20,"notes":["A note."],"rows":[["CHN",{"from":["q1",0,"value"]},null]],"title":"Suppliers"}"#
    ),
    MessageLine(
      "chart",
      #"{"type":"chart","alt":"Bars.","data":"t1","key":"c1","mark":"bar","series":"reporter","title":"Imports","x":"period","y":"value"}"#
    ),
    MessageLine("footnote", #"{"type":"footnote","key":"1","text":"{m} data.","values":{"m":{"value":"Mirror"}}}"#),
    MessageLine(
      "asset", #"{"type":"asset","alt":"Map","key":"map","media":"image/png","path":"map.png","sha256":"0c1d"}"#),
    MessageLine("progress", #"{"type":"progress","done":3,"message":"HS 3004","total":10}"#),
    MessageLine("log", #"{"type":"log","level":"debug","message":"cache hit"}"#),
    MessageLine(
      "diagnostic",
      #"{"type":"diagnostic","code":"data.gap","help":"Use monthly data","message":"Nothing for 2020","severity":"warning"}"#
    ),
    MessageLine(
      "done",
      #"{"type":"done","error":{"code":"data.missing","kind":"data","message":"No 2021"},"run":"r1","status":"failed"}"#
    ),
  ]

  /// The same messages with nothing but what they must have.
  static let shortestOfPlugin = [
    MessageLine("hello", #"{"type":"hello","id":"org.example.yoy","protocol":[1],"version":"0.2.0"}"#),
    MessageLine("query", #"{"type":"query","id":"q1","measures":["value"]}"#),
    MessageLine("describe", #"{"type":"describe","id":"d1"}"#),
    MessageLine("heading", #"{"type":"heading","level":2,"text":"Suppliers"}"#),
    MessageLine("prose", #"{"type":"prose","text":""}"#),
    MessageLine("list", #"{"type":"list","items":[]}"#),
    MessageLine("finding", #"{"type":"finding","key":"k","text":"t"}"#),
    MessageLine("table", #"{"type":"table","key":"k"}"#),
    MessageLine("table", #"{"type":"table","columns":[],"key":"k","open":true}"#),
    MessageLine("rows", #"{"type":"rows","key":"k"}"#),
    MessageLine("chart", #"{"type":"chart","data":"t","key":"c","mark":"line","x":"a","y":"b"}"#),
    MessageLine("asset", #"{"type":"asset","key":"k","media":"m","path":"p"}"#),
    MessageLine("progress", #"{"type":"progress"}"#),
    MessageLine("log", #"{"type":"log","message":"m"}"#),
    MessageLine("diagnostic", #"{"type":"diagnostic","message":"m","severity":"note"}"#),
    MessageLine("done", #"{"type":"done","status":"ok"}"#),
  ]
}
