internal import Foundation

/// Returns the path from the root, without `.` and `..`.
func absolutePath(_ path: String) -> String {
  URL(fileURLWithPath: path).standardizedFileURL.path
}
