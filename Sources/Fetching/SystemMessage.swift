internal import Foundation

/// The system's words for an errno.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
