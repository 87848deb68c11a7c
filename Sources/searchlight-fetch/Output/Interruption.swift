import Fetching
import Foundation

/// The first SIGINT, SIGTERM or SIGHUP ends a crawl in order; the second ends the process.
enum Interruption {
  /// Called before any other thread starts: threads inherit the mask, so that only one waits.
  static func handle(_ stop: StopFlag) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waiter = Thread { [signals] in
      var signals = signals
      var number: Int32 = 0
      guard sigwait(&signals, &number) == 0 else { return }
      stop.set()
      guard sigwait(&signals, &number) == 0 else { return }
      // What is not committed yet will be fetched again by the next run.
      _exit(128 + number)
    }
    waiter.start()
  }
}
