/// The host's ends of a plugin's pipes.
struct SessionPipes: Sendable {
  /// Where the host writes what the plugin reads.
  let input: PipeEnd
  /// Where the host reads what the plugin writes.
  let output: PipeEnd
  /// Where the host reads what the plugin tells people.
  let errors: PipeEnd
  /// A byte arrives here when the run is to be cancelled.
  let wake: PipeEnd
}
