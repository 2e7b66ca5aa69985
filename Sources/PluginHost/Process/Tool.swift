internal import Foundation
internal import Subprocess
internal import SystemPackage

/// A program of the system that the host has do something, such as `tar`; no shell is involved.
package enum Tool {
  /// Runs a program to its end and returns what it printed.
  ///
  /// - Parameters:
  ///   - program: The absolute path.
  ///   - environment: All variables that it sees.
  /// - Throws: `host.tool` with the end of what it wrote to standard error.
  package static func run(
    _ program: String, _ arguments: [String], in folder: String, environment: [String: String]
  ) async throws(HostError) -> String {
    let variables = environment.compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } }
    do {
      let outcome = try await Subprocess.run(
        .path(FilePath(program)), arguments: Arguments(arguments),
        environment: .custom(Dictionary(uniqueKeysWithValues: variables)), workingDirectory: FilePath(folder),
        input: .none, output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
      guard outcome.terminationStatus.isSuccess else {
        let said = outcome.standardError.trimmingCharacters(in: .whitespacesAndNewlines)
        throw HostError(code: "host.tool", message: "\(program) failed: \(said.suffix(400))")
      }
      return outcome.standardOutput
    } catch let error as HostError {
      throw error
    } catch {
      throw HostError(code: "host.tool", message: "\(program) could not be run: \(error)")
    }
  }
}
