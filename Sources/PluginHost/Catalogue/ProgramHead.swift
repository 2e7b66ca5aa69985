/// The first bytes of a program, which say whether this machine can run it.
enum ProgramHead {
  #if arch(x86_64)
    private static let machine: [UInt8] = [0x3E, 0x00]
  #elseif arch(arm64)
    private static let machine: [UInt8] = [0xB7, 0x00]
  #endif

  /// Checks that the file is a script with `#!` or a program for this machine.
  ///
  /// - Throws: `plugin.not_executable` for other files, `plugin.wrong_architecture` for programs of other machines.
  static func check(_ path: String) throws(HostError) {
    let head = try FileReadHead.bytes(of: path, count: 20)
    if head.starts(with: "#!".utf8) { return }
    guard head.starts(with: [0x7F, 0x45, 0x4C, 0x46]), head.count == 20 else {
      throw HostError(
        code: "plugin.not_executable",
        message: "\(path) is neither a program nor a script with #! in its first line",
        hint: "write #!/bin/sh or the like into the first line, or name the interpreter in 'command'")
    }
    guard Array(head[18...]) == machine else {
      throw HostError(
        code: "plugin.wrong_architecture", message: "\(path) is a program for another kind of machine",
        hint: "build it on this machine, or ask its author for one that fits")
    }
  }
}
