(ns squall.jepsen.real-jepsen
  "Every route that needs Jepsen, with the real one: run by clojure.main in a JVM as Jepsen requires. Ends with 1 if
  anything is not as it should be. Jepsen's store is made in the working directory."
  (:require [jepsen [checker :as checker]
                    [core :as jepsen]
                    [generator :as gen]
                    [independent :as independent]
                    [store :as store]
                    [tests :as tests]]
            [jepsen.nemesis.combined :as combined]
            [knossos.model :as model]
            [squall.jepsen [checker :as squall]
                           [cluster :as cluster]
                           [net :as net]]))

(def rand-value #(rand-int 5))

(defn operations
  "Reads, writes and compare-and-sets of registers with these keys."
  [registers]
  (independent/concurrent-generator
    2 registers
    (fn [_key]
      (gen/limit 60 (gen/mix [(fn [] {:f :read})
                              (fn [] {:f :write, :value (rand-value)})
                              (fn [] {:f :cas, :value [(rand-value) (rand-value)]})])))))

(defn test-of
  "A test of a program, judged per key by Knossos and by Squall, and by Squall as a whole."
  [test-name program nemesis-package]
  (let [system (cluster/system {:program      program
                                :nodes        ["n1" "n2" "n3"]
                                :nodes-folder (fn [test] (store/path! test "nodes"))})
        package (nemesis-package system)]
    (merge tests/noop-test
           (cluster/test-map system)
           {:name        test-name
            :net         (net/net system)
            :concurrency 6
            :nemesis     (:nemesis package)
            ; First and last in calm, so that something succeeds.
            :generator   (gen/phases
                           (->> (operations (range))
                                (gen/stagger 1/50)
                                (gen/nemesis (gen/phases (gen/sleep 5) (:generator package)))
                                (gen/time-limit 15))
                           (gen/nemesis (:final-generator package))
                           (gen/sleep 5)
                           (->> (operations (range 1000 2000))
                                (gen/stagger 1/50)
                                (gen/clients)
                                (gen/time-limit 5)))
            :checker     (checker/compose
                           {:knossos (independent/checker (checker/linearizable {:model (model/cas-register)}))
                            :squall  (independent/checker (squall/linearizable {:model (model/cas-register)}))
                            :whole   (squall/linearizable {:model :cas-register})
                            :stats   (checker/stats)})})))

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

(defn run
  "Runs a test; whether Knossos and Squall agree, and say what is expected."
  [test expected]
  (let [{:keys [results history]} (jepsen/run! test)
        said    (map #(get-in results [% :valid?]) [:knossos :squall :whole])
        ok      (count (filter #(and (integer? (:process %)) (= :ok (:type %))) history))
        faults  (frequencies (map :f (remove #(integer? (:process %)) history)))
        agreed? (and (apply = said) (expected (first said)) (pos? ok))]
    (println "SQUALL" (:name test) "knossos/squall/whole" (pr-str said) "ok" ok "of" (count history)
             "faults" (pr-str faults) (if agreed? "as expected" "NOT AS EXPECTED"))
    agreed?))

(defn -main
  [& _]
  (let [raft   "dev.squall.lectures.raft.RaftProgram"
        flawed "dev.squall.lectures.raft.flawed.LeaderReadsItsOwnState"
        all    [(run (test-of "raft-squall-faults" raft squalls-faults) true?)
                (run (test-of "raft-jepsen-faults" raft jepsens-faults) true?)
                (run (test-of "raft-flawed" flawed squalls-faults) boolean?)]]
    (shutdown-agents)
    (System/exit (if (every? true? all) 0 1))))
