(ns jepsen.db
  "As much of Jepsen's namespace as ours implement: for tests where Jepsen is not.")

(defprotocol DB
  (setup! [db test node])
  (teardown! [db test node]))

(defprotocol Kill
  (kill! [db test node])
  (start! [db test node]))

(defprotocol Pause
  (pause! [db test node])
  (resume! [db test node]))
