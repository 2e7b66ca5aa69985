internal import ArgumentParser

/// The flow of a file that does not say it.
enum FlowName: String, ExpressibleByArgument, CaseIterable {
  case exports = "X"
  case imports = "M"
}
