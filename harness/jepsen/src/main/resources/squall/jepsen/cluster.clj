(ns squall.jepsen.cluster
  "Squall's systems as the database of a Jepsen test: nodes are processes on this machine, and Squall is the network
  between them. No SSH: a test has {:ssh {:dummy? true}}.

      (let [system (cluster/system {:program \"dev.squall.lectures.raft.RaftProgram\"})]
        (jepsen.core/run! (merge tests/noop-test (cluster/test-map system) {:generator ... :checker ...})))"
  (:require [jepsen [client :as client]
                    [db :as db]
                    [nemesis :as nemesis]])
  (:import (clojure.lang MapEntry)
           (dev.squall.jepsen JepsenCluster JepsenNemesis JepsenSystems)
           (dev.squall.fault FaultFamily)))

(def default-options
  "What a system is unless something else is said."
  {:options       {}
   :workload      "lin-kv"
   :nodes         ["n0" "n1" "n2"]
   :nodes-folder  "nodes"
   :seed          1
   :timeout-ms    1000})

(defn system
  "A system that can be put under test, not yet running. Options:

    :program       class name of a dev.squall.node.NodeProgram; required
    :options       the program's own, strings by strings
    :workload      Squall's workload whose requests clients make (\"lin-kv\")
    :nodes         names of the nodes ([\"n0\" \"n1\" \"n2\"])
    :nodes-folder  where each node has a folder for its storage and log: a string, or a function of the test
    :seed          of what nodes and nemeses draw (1)
    :timeout-ms    for an operation of a client (1000)"
  [options]
  (assoc (merge default-options options) :running (atom nil)))

(defn- start!
  "Starts the nodes, unless they run."
  [{:keys [program options workload nodes nodes-folder seed running]} test]
  (locking running
    (when-not @running
      (let [folder  (if (fn? nodes-folder) (nodes-folder test) nodes-folder)
            cluster (JepsenSystems/start program options workload nodes (str folder) seed)]
        (reset! running {:cluster cluster, :nemesis (JepsenNemesis. cluster)})))))

(defn- stop!
  "Ends the nodes, if they run."
  [{:keys [running]}]
  (locking running
    (when-let [{:keys [cluster]} @running]
      (.close ^JepsenCluster cluster)
      (reset! running nil))))

(defn ^JepsenCluster running
  "The cluster of a system that runs."
  [system]
  (or (:cluster @(:running system))
      (throw (IllegalStateException. "the system does not run; the test's :db is to set it up"))))

(defn ^JepsenNemesis faults
  "The faults of a system that runs."
  [system]
  (running system)
  (:nemesis @(:running system)))

(defn db
  "The system as a jepsen.db/DB, whose nodes can be killed and paused. The nodes start together, when the first is set
  up, and end together. They keep what they wrote as long as their folder is the same."
  [system]
  (reify
    db/DB
    (setup! [_ test _node] (start! system test))
    (teardown! [_ _test _node] (stop! system))

    db/Kill
    (kill! [_ _test node] (if (JepsenSystems/kill (running system) node) :killed :down-already))
    (start! [_ _test node] (JepsenSystems/restart (running system) node) :started)

    db/Pause
    (pause! [_ _test node] (if (JepsenSystems/pause (running system) node) :paused :down))
    (resume! [_ _test node] (JepsenSystems/resume (running system) node) :resumed)))

(defrecord Client [system node]
  client/Client
  (open! [this _test node] (assoc this :node node))
  (setup! [_ _test])
  (invoke! [_ _test {:keys [process f value] :as op}]
    (let [tuple? (map-entry? value)
          [type result error] (JepsenSystems/invoke (running system) process node (name f)
                                                    (if tuple? (key value) 0)
                                                    (if tuple? (val value) value)
                                                    (:timeout-ms system))]
      (cond-> (assoc op
                     :type (keyword type)
                     :value (if tuple? (MapEntry/create (key value) result) result)
                     :node node)
        error (assoc :error error))))
  (teardown! [_ _test])
  (close! [_ _test])

  client/Reusable
  (reusable? [_ _test] true))

(defn client
  "A jepsen.client/Client of the system. A value of jepsen.independent is on its key; any other is on key 0."
  [system]
  (Client. system nil))

(defn nemesis
  "A jepsen.nemesis/Nemesis with Squall's faults: :start-partition and :stop-partition, and so with packet, kill, pause,
  clock and disk. The value of a start is a fault, such as {:node \"n1\"}, or the shape of a partition, such as :bridge;
  nil lets Squall draw it. The completion's value lists the faults that were begun or ended, with what was seen."
  [system]
  (reify
    nemesis/Nemesis
    (setup! [this _test] this)
    (invoke! [_ _test op]
      (assoc op :type :info, :value (.invoke (faults system) (name (:f op)) (:value op))))
    (teardown! [_ _test]
      (when @(:running system)
        (.heal (faults system))))

    nemesis/Reflection
    (fs [_]
      (set (for [^FaultFamily family (FaultFamily/values), f [(.startFunction family) (.stopFunction family)]]
             (keyword f))))))

(defn test-map
  "What a Jepsen test of the system needs beside its generator and checker."
  [system]
  {:nodes   (:nodes system)
   :ssh     {:dummy? true}
   :db      (db system)
   :client  (client system)
   :nemesis (nemesis system)})
