/// The error codes of the protocol: who can act on each, and what it means.
public enum ErrorCatalogue {
  /// One code.
  public struct Entry: Codable, Hashable, Sendable {
    /// The code.
    public let code: String
    /// Who can act: `config` the analyst, `data` whoever supplies data, `plugin` its author, `host` us, `policy` whoever
    /// grants permissions; `none` where nobody has to.
    public let kind: String
    /// What happened, in a few words.
    public let meaning: String
  }

  /// Returns who can act on an error, or nil for a code that is not of the protocol.
  public static func kind(of code: String) -> String? { kinds[code] }

  /// All codes, in the order of the published page.
  public static let entries: [Entry] = groups.flatMap { kind, codes in
    codes.map { Entry(code: $0.0, kind: kind, meaning: $0.1) }
  }

  private static let kinds = Dictionary(uniqueKeysWithValues: entries.map { ($0.code, $0.kind) })

  private static let groups: [(String, KeyValuePairs<String, String>)] = [
    (
      "plugin",
      [
        "protocol.no_hello": "no hello in time, or the program ended before it",
        "protocol.bad_hello": "the first line is no hello",
        "protocol.version_unsupported": "no protocol version in common",
        "protocol.malformed": "a line begins with `{` and is no JSON",
        "protocol.not_utf8": "a line is not UTF-8",
        "protocol.truncated": "the output ends inside a line, or `done` comes before the end of an open table",
        "protocol.duplicate_key": "an object has a key twice",
        "protocol.missing_field": "a message lacks a field",
        "protocol.invalid_field": "a field holds what it cannot hold",
        "protocol.unexpected": "a message comes where it may not, such as a block after `done`",
        "protocol.duplicate_id": "an `id` or a `key` is used twice",
        "protocol.bad_seq": "the messages with rows of an open table are not in order",
        "protocol.count_mismatch": "there are more or fewer rows or cells than announced",
        "protocol.unknown_type": "a message of unknown type; a warning",
        "protocol.stray_output": "a line that is no message; a warning, and an error in strict runs",
        "limit.line_bytes": "a line is too long",
        "limit.hello_bytes": "the first line is too long",
        "limit.depth": "a message is nested too deeply",
        "limit.idle": "the plugin said nothing for too long",
        "limit.total": "the run took too long",
        "limit.blocks": "too many blocks and diagnostics",
        "limit.table_rows": "too many rows of tables",
        "limit.table_bytes": "a table that is not open is too long",
        "limit.run_bytes": "too many bytes",
        "limit.open_queries": "too many questions open at once",
        "limit.stray": "too many lines that are no messages",
        "limit.assets": "too many files, or too many bytes in them",
        "evidence.mismatch": "the host computes another figure",
        "evidence.unknown_ref": "no such query, row, column, table or parameter",
        "evidence.bad_calc": "a calculation that cannot be read, or divides by zero",
        "evidence.missing": "a text names a value that is not given, or a number has no source",
        "asset.missing": "a file is not there",
        "asset.outside": "a file lies outside the folder, or is a link",
        "asset.digest": "a file has another digest than stated",
        "asset.unused": "a file of an analysis, which reports do not show yet; a warning",
        "plugin.failed": "the plugin said `failed` without saying more",
        "plugin.crashed": "it ended without `done`, with its exit code or signal",
        "plugin.bad_manifest": "`plugin.json` cannot be used",
      ]
    ),
    (
      "config",
      [
        "params.invalid": "a parameter does not fit",
        "query.unknown_dataset": "there is no such dataset",
        "query.unknown_measure": "there is no such measure",
        "query.unknown_dimension": "there is no such dimension",
        "query.unknown_list": "there is no such list of codes",
        "query.bad_filter": "a condition that cannot be, or a code that does not exist",
        "query.bad_period": "a period that cannot be",
        "query.too_broad": "the answer would be too large",
        "plugin.not_found": "the program or its folder is not there",
        "plugin.not_executable": "the program may not be run, or is no program",
        "plugin.bad_interpreter": "the interpreter of a script is not there",
        "plugin.wrong_architecture": "the program is for another kind of machine",
        "plugin.unknown_analysis": "the plugin has no such analysis",
        "plugin.cycle": "plugins wait for each other",
      ]
    ),
    (
      "data",
      [
        "query.overflow": "a sum is too large to be exact",
        "data.missing": "a figure is not there, with the reason",
        "data.gap": "a reporter or a period has no figure",
        "data.suppressed": "a figure was not published",
      ]
    ),
    (
      "policy",
      [
        "plugin.manifest_drift": "`hello` says something else than `plugin.json`",
        "plugin.untrusted": "the plugin is not pinned, or has changed since",
        "plugin.permission": "the plugin asks for more than was granted",
      ]
    ),
    (
      "host",
      [
        "query.failed": "the data could not be read",
        "host.internal": "a fault of waybill",
      ]
    ),
    ("none", ["run.cancelled": "the run was ended on request"]),
  ]
}
