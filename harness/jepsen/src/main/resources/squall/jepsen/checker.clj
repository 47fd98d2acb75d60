(ns squall.jepsen.checker
  "Squall's checkers as Jepsen's. In a test, one line takes the place of Knossos:

      :checker (squall.jepsen.checker/linearizable {:model (knossos.model/cas-register)})

  instead of jepsen.checker/linearizable with the same options. Inside jepsen.independent/checker it is given the
  operations of one key after the other; by itself it checks independent keys too."
  (:require [clojure.walk :as walk]
            [jepsen.checker :as checker])
  (:import (dev.squall.check Budget Checker Validity Verdict)
           (dev.squall.check.linear LinearizabilityChecker)
           (dev.squall.jepsen JepsenClojure JepsenHistory)
           (java.time Duration)))

(defn- valid?
  [^Verdict verdict]
  (condp = (.validity verdict)
    Validity/VALID     true
    Validity/VIOLATION false
    :unknown))

(defn- result
  "A verdict as Jepsen's result map: offending operations are those of Jepsen's history."
  [^Verdict verdict history]
  (let [ops (mapv #(nth history %) (.operations verdict))]
    (cond-> {:valid?  (valid? verdict)
             :checker (.checker verdict)
             :summary (.summary verdict)
             :details (walk/keywordize-keys (JepsenClojure/data (.details verdict)))}
      (seq (.anomaly verdict)) (assoc :anomaly (keyword (.anomaly verdict)))
      (seq ops)                (assoc :op (peek ops), :ops ops))))

(defn- budget
  [{:keys [time-limit-ms memory-mb]}]
  (Budget. (if time-limit-ms (Duration/ofMillis time-limit-ms) (.time Budget/DEFAULT))
           (if memory-mb (* 1048576 (long memory-mb)) (.memoryBytes Budget/DEFAULT))))

(defn check-with
  "A jepsen.checker/Checker from a function of whether the history has independent keys to one of Squall's checkers.
  Options: :time-limit-ms (60000) and :memory-mb (1024), after which :valid? is :unknown."
  [checker-of options]
  (let [budget (budget options)]
    (reify checker/Checker
      (check [_ _test history _opts]
        (let [ops     (vec history)
              checker ^Checker (checker-of (JepsenHistory/isKeyed ops))]
          (result (.check checker (JepsenHistory/of ops) budget) ops))))))

(defn- model
  "The model that is meant: one of Squall's by its name, or the like of one of Knossos'."
  [wanted initial]
  (if (or (keyword? wanted) (string? wanted))
    (JepsenClojure/model (name wanted) (not= ::none initial) (when (not= ::none initial) initial))
    (JepsenClojure/modelLike wanted)))

(defn linearizable
  "Validates linearizability with Squall. Options:

    :model          what each object does: the name of one of Squall's models, as :cas-register, or one of Knossos'
                    models
    :initial        what an object begins with, for a model that is named
    :time-limit-ms  for the verdict, 60000 unless said; then :valid? is :unknown
    :memory-mb      likewise, 1024 unless said

  :algorithm, which Knossos takes, is not needed."
  [{wanted :model, initial :initial, :or {initial ::none}, :as options}]
  (when-not wanted
    (throw (IllegalArgumentException.
             "the linearizable checker was given no :model; expected a name such as :cas-register, or a model")))
  (let [model (model wanted initial)]
    (check-with (fn [keyed?] (LinearizabilityChecker. model keyed?)) options)))

(defn isolation
  "Validates an isolation level of transactions of [:append k v], [:w k v] or [:add k v], and [:r k v], with Squall. Options:

    :level          a level of squall list, also by Elle's name for it; :strict-serializable unless said
    :model          :list-append, :rw-register or :set-add; detected unless said
    :initial        what registers begin with, nil unless said
    :time-limit-ms  for the verdict, 60000 unless said; then :valid? is :unknown
    :memory-mb      likewise, 1024 unless said"
  ([] (isolation {}))
  ([{:keys [level model initial], :or {level :strict-serializable}, :as options}]
   (let [checker (JepsenClojure/transactions (when model (name model)) (name level) initial)]
     (check-with (fn [_keyed?] checker) options))))
