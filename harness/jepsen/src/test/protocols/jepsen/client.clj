(ns jepsen.client
  "As much of Jepsen's namespace as ours implement: for tests where Jepsen is not.")

(defprotocol Client
  (open! [client test node])
  (close! [client test])
  (setup! [client test])
  (invoke! [client test operation])
  (teardown! [client test]))

(defprotocol Reusable
  (reusable? [client test]))
