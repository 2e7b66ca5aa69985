import Dispatch
import Synchronization

/// A value that another thread computes meanwhile; it is waited for once.
final class Later<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let done = DispatchSemaphore(value: 0)

  /// Starts the work on another thread, after what the queue has before it.
  init(on queue: DispatchQueue = .global(), _ work: @escaping @Sendable () -> Value) {
    queue.async {
      let result = work()
      self.value.withLock { $0 = result }
      self.done.signal()
    }
  }

  /// Waits until the work is done, and hands over what came of it; nil where it was handed over before.
  func take() -> Value? {
    done.wait()
    defer { done.signal() }
    return value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}
