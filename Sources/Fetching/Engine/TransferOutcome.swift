internal import CCurl

/// What a transfer's end means.
struct TransferOutcome {
  let outcome: Outcome

  init(_ transfer: Transfer, code: CURLcode, duration: Duration) {
    if let stop = transfer.stop {
      outcome = stop
    } else if code == CURLE_OK {
      outcome = Self.answered(transfer.fields)
    } else {
      outcome = Self.failed(code, transfer, duration)
    }
  }

  private static func answered(_ fields: HeaderFields?) -> Outcome {
    switch fields?.status {
    case nil: .notHTTP
    case .some(200..<300): fields?.isReadable == true ? .ok : .unsupportedCoding
    case .some(304): .notModified
    case .some(300..<400): .redirect
    case .some(429): .rateLimited
    case .some(400..<500): .clientError
    default: .serverError
    }
  }

  private static func failed(
    _ code: CURLcode, _ transfer: Transfer, _ duration: Duration
  ) -> Outcome {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: .dnsFailed
    case CURLE_COULDNT_CONNECT: .connectFailed
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxyFailed
    case CURLE_OPERATION_TIMEDOUT: timedOut(transfer, duration)
    case CURLE_PARTIAL_FILE: .shortBody
    // Closed without a word, whichever side notices first.
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR: transfer.header.isEmpty ? .emptyReply : .reset
    case CURLE_GOT_NOTHING: .emptyReply
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: .notHTTP
    case CURLE_URL_MALFORMAT: .badAddress
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS:
      .tlsFailed
    // libcurl's name for a header line longer than it takes.
    case CURLE_OUT_OF_MEMORY: .headerLimit
    default: .protocolError
    }
  }

  private static func timedOut(_ transfer: Transfer, _ duration: Duration) -> Outcome {
    if !transfer.isConnected { return .connectTimeout }
    return duration >= transfer.limits.total - .milliseconds(50) ? .totalTimeout : .idleTimeout
  }
}
