(ns jepsen.net.proto
  "As much of Jepsen's namespace as ours implement: for tests where Jepsen is not.")

(defprotocol Net
  (drop! [net test src dest])
  (heal! [net test])
  (slow! [net test] [net test opts])
  (flaky! [net test])
  (fast! [net test])
  (shape! [net test nodes behavior]))

(defprotocol PartitionAll
  (drop-all! [net test grudge]))
