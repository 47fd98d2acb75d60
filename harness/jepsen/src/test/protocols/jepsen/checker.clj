(ns jepsen.checker
  "As much of Jepsen's namespace as ours implement: for tests where Jepsen is not.")

(defprotocol Checker
  (check [checker test history opts]))
