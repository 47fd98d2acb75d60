;; Times Elle on one history: arguments are the file, the model, and the consistency model.
;; Prints "elle", the verdict, the first and the warm time in milliseconds, separated by tabs.
(require '[clojure.edn :as edn]
         '[clojure.java.io :as io]
         '[jepsen.history :as history]
         '[elle.list-append :as list-append]
         '[elle.rw-register :as rw-register])

(let [[file model level] *command-line-args*
      check (case model "list-append" list-append/check "rw-register" rw-register/check)
      options {:consistency-models [(keyword level)]}
      history (with-open [reader (io/reader file)]
                (history/history (mapv edn/read-string (line-seq reader)) {:dense-indices? true}))
      begin (System/nanoTime)
      seconds-since (fn [start] (/ (- (System/nanoTime) start) 1e9))]
  (loop [times []]
    (let [start (System/nanoTime)
          verdict (:valid? (check options history))
          times (conj times (* 1e3 (seconds-since start)))
          elapsed (seconds-since begin)]
      ;; At least four rounds, and five seconds; a check of a minute has two rounds.
      (if (or (and (< (count times) 4) (< elapsed 120)) (< elapsed 5) (< (count times) 2))
        (recur times)
        (let [warm (sort (drop (quot (count times) 2) times))]
          (println (str "elle\t"
                        (case verdict true "valid" false "violation" "unknown")
                        "\t" (first times)
                        "\t" (nth warm (quot (count warm) 2))))))))
  (shutdown-agents))
