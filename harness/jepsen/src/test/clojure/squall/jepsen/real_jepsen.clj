(ns squall.jepsen.real-jepsen
  "Every route that needs Jepsen, with the real one: run by clojure.main in a JVM as Jepsen requires, with the names of
  runs as arguments, or none for all. Ends with 1 if anything is not as it should be. Jepsen's store is made in the
  working directory."
  (:require [clojure.set :as set]
            [jepsen [checker :as checker]
                    [core :as jepsen]
                    [generator :as gen]
                    [independent :as independent]
                    [nemesis :as nemesis]
                    [store :as store]
                    [tests :as tests]]
            [jepsen.nemesis.combined :as combined]
            [knossos.model :as model]
            [squall.jepsen [checker :as squall]
                           [cluster :as cluster]
                           [net :as net]]))

(def nodes ["n1" "n2" "n3"])

(defn read-op [] {:f :read})

(defn write-op
  "Seldom the same value twice, so that few stale reads are hidden."
  []
  {:f :write, :value (rand-int 1000)})

(defn small-write-op [] {:f :write, :value (rand-int 5)})

(defn cas-op [] {:f :cas, :value [(rand-int 5) (rand-int 5)]})

(defn operations
  "Operations drawn from a mix, on registers with these keys, each by one client of every node."
  [mix registers]
  (independent/concurrent-generator
    (count nodes) registers
    (fn [_key] (gen/limit 60 (gen/mix mix)))))

(defn isolations
  "Cuts off one node after the other by Jepsen's partitioner, so that it will have been the leader."
  [_system]
  {:nemesis         (nemesis/partitioner)
   :generator       (cycle (mapcat (fn [node]
                                     [{:type  :info
                                       :f     :start
                                       :value (nemesis/complete-grudge (nemesis/split-one node nodes))}
                                      (gen/sleep 2)
                                      {:type :info, :f :stop}
                                      (gen/sleep 1)])
                                   nodes))
   :final-generator [{:type :info, :f :stop}]})

(defn squalls-faults
  "Squall's own nemesis."
  [system]
  {:nemesis         (cluster/nemesis system)
   :generator       (gen/stagger 1 (cycle [{:type :info, :f :start-partition}
                                           {:type :info, :f :stop-partition}
                                           {:type :info, :f :start-kill}
                                           {:type :info, :f :stop-kill}
                                           {:type :info, :f :start-pause}
                                           {:type :info, :f :stop-pause}]))
   :final-generator [{:type :info, :f :stop-partition} {:type :info, :f :stop-kill} {:type :info, :f :stop-pause}]})

(defn jepsens-faults
  "Jepsen's own packages over Squall's database and network: those that need no SSH."
  [system]
  (let [options {:db        (cluster/db system)
                 :faults    #{:partition :packet :kill :pause}
                 :partition {:targets [:one :majority :majorities-ring]}
                 :packet    {:targets   [:one :all]
                             :behaviors [{:delay {:time :20ms}} {:loss {:percent :20%}}]}
                 :kill      {:targets [:one :minority]}
                 :pause     {:targets [:one :minority]}
                 :interval  1}]
    (combined/compose-packages [(combined/partition-package options)
                                (combined/packet-package options)
                                (combined/db-package options)])))

(def runs
  "What is run: a program, clients' operations, faults, and whether it is linearizable. A flawed program and the sound
  one that it is made of have the same operations and faults."
  (let [lectures "dev.squall.lectures."
        cas      [read-op small-write-op cas-op]
        writes   [read-op read-op write-op]
        reads    [read-op read-op read-op read-op read-op write-op]
        ; A write that misses a replica stays under way, while reads ask one that has it, or one that has not.
        read-one {"read-quorum" "1", "write-quorum" "3"}]
    (into (sorted-map)
          (for [[test-name program mix faults valid? options]
                [["raft-squall-faults" "raft.RaftProgram" cas squalls-faults true]
                 ["raft-jepsen-faults" "raft.RaftProgram" cas jepsens-faults true]
                 ["raft-isolations" "raft.RaftProgram" writes isolations true]
                 ["raft-leader-reads-its-own-state" "raft.flawed.LeaderReadsItsOwnState" writes isolations false]
                 ["quorum-abd" "quorum.QuorumProgram" reads isolations true read-one]
                 ["quorum-abd-no-read-repair" "quorum.flawed.NoReadRepair" reads isolations false read-one]
                 ["lww-map" "eventual.LastWriterWinsProgram" writes isolations false]]]
            [test-name {:program (str lectures program)
                        :options (or options {})
                        :mix     mix
                        :faults  faults
                        :valid?  valid?}]))))

(defn test-of
  "A test of a program, judged per key by Knossos and by Squall, and by Squall as a whole."
  [test-name {:keys [program options mix faults]}]
  (let [system  (cluster/system {:program      program
                                 :options      options
                                 :nodes        nodes
                                 :timeout-ms   300
                                 :nodes-folder (fn [test] (store/path! test "nodes"))})
        package (faults system)]
    (merge tests/noop-test
           (cluster/test-map system)
           {:name        test-name
            :net         (net/net system)
            :concurrency 6
            :nemesis     (:nemesis package)
            ; First and last in calm, so that something succeeds.
            :generator   (gen/phases
                           (->> (operations mix (range))
                                (gen/stagger 1/50)
                                (gen/nemesis (gen/phases (gen/sleep 5) (:generator package)))
                                (gen/time-limit 25))
                           (gen/nemesis (:final-generator package))
                           (gen/sleep 5)
                           (->> (operations mix (range 1000 2000))
                                (gen/stagger 1/50)
                                (gen/clients)
                                (gen/time-limit 5)))
            :checker     (checker/compose
                           {:knossos (independent/checker (checker/linearizable {:model (model/cas-register)}))
                            :squall  (independent/checker (squall/linearizable {:model (model/cas-register)}))
                            :whole   (squall/linearizable {:model :cas-register})
                            :stats   (checker/stats)})})))

(defn reads-nil?
  "Whether what Squall shows of a key ends in a read of nil."
  [results register]
  (let [{:keys [f type value]} (get-in results [:squall :results register :op])]
    (= [:read :ok nil] [f type value])))

(defn agree?
  "Whether Knossos and Squall find the same keys at fault. A read of nil tells Knossos nothing, and Squall that the
  register held nil: only keys with such a read may be at fault for Squall alone."
  [results]
  (let [[knossos squall] (map #(set (get-in results [% :failures])) [:knossos :squall])]
    (and (set/subset? knossos squall)
         (every? #(reads-nil? results %) (set/difference squall knossos)))))

(defn run
  "Runs a test; whether Knossos and Squall agree, and say what is expected."
  [test-name]
  (let [{:keys [valid?] :as wanted} (runs test-name)
        {:keys [results history]}   (jepsen/run! (test-of test-name wanted))
        said       (map #(get-in results [% :valid?]) [:knossos :squall :whole])
        failed     (map #(sort (get-in results [% :failures])) [:knossos :squall])
        ok         (count (filter #(and (integer? (:process %)) (= :ok (:type %))) history))
        faults     (frequencies (map :f (remove #(integer? (:process %)) history)))
        as-wanted? (and (every? #(= valid? %) said) (agree? results) (pos? ok))]
    (println "SQUALL" test-name ":valid?" (:valid? results) "knossos/squall/whole" (pr-str said)
             "failed keys" (pr-str failed) "ok" ok "of" (count history) "faults" (pr-str faults)
             (if as-wanted? "as expected" "NOT AS EXPECTED"))
    as-wanted?))

(defn -main
  [& names]
  (when-let [unknown (seq (remove runs names))]
    (println "found" (pr-str unknown) "expected some of" (pr-str (keys runs)))
    (System/exit 254))
  (let [all (mapv run (or names (keys runs)))]
    (shutdown-agents)
    (System/exit (if (every? true? all) 0 1))))
