internal import ArgumentParser
internal import ReportPipeline

/// The command line of waybill.
struct Waybill: AsyncParsableCommand {
  /// What the command is called, and its subcommands in the order of a first day with it.
  static let configuration = CommandConfiguration(
    commandName: "waybill",
    abstract: "Makes reports from customs records in which every number can be checked.",
    discussion: """
      Begin with a dataset and a report file:

        waybill data import --dataset trade.db Data/{observations,events}/*.csv
        waybill build Data/reports/covid-prk.yaml --dataset trade.db --out build
        waybill explain build/covid-prk.json#pharma.year-RUS-2020.a

      Exit codes: 0 complete; 1 failed, nothing written; 2 written, with gaps; 3 written, but a check said no;
      4 refused for want of trust or permission; 64 bad flags or a bad report file; 130 interrupted.
      """,
    version: ProgramVersion.current,
    subcommands: [
      Build.self, Check.self, Explain.self, Claims.self, DataGroup.self, PluginGroup.self, DoctorCommand.self,
    ])
}
