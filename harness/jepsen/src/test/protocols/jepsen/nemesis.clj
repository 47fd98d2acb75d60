(ns jepsen.nemesis
  "As much of Jepsen's namespace as ours implement: for tests where Jepsen is not.")

(defprotocol Nemesis
  (setup! [this test])
  (invoke! [this test op])
  (teardown! [this test]))

(defprotocol Reflection
  (fs [this]))
