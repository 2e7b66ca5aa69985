/// The host's ends of a plugin's pipes.
package struct SessionPipes: Sendable {
  /// Where the host writes what the plugin reads.
  package let input: PipeEnd
  /// Where the host reads what the plugin writes.
  package let output: PipeEnd
  /// Where the host reads what the plugin tells people.
  package let errors: PipeEnd
  /// A byte arrives here when the run is to be cancelled.
  package let wake: PipeEnd
}
