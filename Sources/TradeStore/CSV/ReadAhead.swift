import Dispatch

/// Reads a source some pieces ahead on another thread, which unpacks and hashes while this one looks at what came before.
///
/// Nobody else may read the source until the end was given, or this object is gone.
@safe
final class ReadAhead {
  private let source: ByteSource
  // Allocated in `init`, freed in `deinit`; those in `pending` belong to the thread that reads into them.
  private let pieces: [UnsafeMutableRawBufferPointer]
  private var next = 0
  private var pending: [Later<Result<Int, StoreError>>] = []
  private let order = DispatchQueue(label: "waybill.read-ahead")

  /// How many pieces are read ahead.
  private static let depth = 4

  /// Starts to read pieces of so many bytes, from the present place of the source on.
  init(_ source: ByteSource, size: Int) {
    self.source = source
    unsafe pieces = (0..<ReadAhead.depth).map { _ in .allocate(byteCount: size, alignment: 16) }
    for piece in 0..<ReadAhead.depth { start(piece) }
  }

  deinit {
    waitForPending()
    unsafe pieces.forEach { unsafe $0.deallocate() }
  }

  /// Copies the next piece into the buffer, which has room for it; returns 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    guard !pending.isEmpty, let result = pending.removeFirst().take() else { return 0 }
    guard case .success(let count) = result, count > 0 else {
      // What was asked for beyond the end is still under way, and whoever hears of the end may read the source.
      waitForPending()
      return try result.get()
    }
    let piece = unsafe pieces[next]
    unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece[..<count]))
    start(next)
    next = (next + 1) % ReadAhead.depth
    return count
  }

  private func waitForPending() {
    for later in pending { _ = later.take() }
    pending = []
  }

  private func start(_ number: Int) {
    // Handed to the other thread until it is taken from `pending`; the queue reads one piece after the other.
    nonisolated(unsafe) let piece = unsafe pieces[number]
    nonisolated(unsafe) let source = source
    pending.append(
      Later(on: order) {
        do throws(StoreError) {
          return .success(try unsafe source.read(into: piece))
        } catch {
          return .failure(error)
        }
      })
  }
}
