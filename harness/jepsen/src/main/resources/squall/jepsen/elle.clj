(ns squall.jepsen.elle
  "Asks Elle about the isolation of a history of transactions."
  (:require [clojure.string :as string]
            [elle [list-append :as list-append]
                  [rw-register :as rw-register]
                  [txn :as txn]]
            [jepsen.history :as history])
  (:import (clojure.lang ExceptionInfo)))

(def checks
  {"list-append" list-append/check
   "rw-register" rw-register/check})

(defn- root-cause
  [^Throwable thrown]
  (if-let [cause (.getCause thrown)]
    (recur cause)
    thrown))

(defn- cause
  "Words for what Elle threw. It throws maps, and assertions that a history has to satisfy."
  [thrown]
  (let [root (root-cause thrown)]
    (or (when (instance? ExceptionInfo root)
          (:message (ex-data root)))
        (.getMessage ^Throwable root)
        (str root))))

(defn- strongest-of-order
  "The strongest model with the same order of transactions: Elle's analysis depends on this order only."
  [level]
  (cond
    (string/starts-with? level "strong-session-") "strong-session-serializable"
    (string/starts-with? level "str")             "strict-serializable"
    :else                                         "serializable"))

(defn- anomalies
  "The types of anomalies that Elle finds with the order of a model, and a cause if Elle gives up."
  [check history model time-limit-millis]
  (try
    {:types (:anomaly-types (check {:consistency-models   [(keyword model)]
                                    :cycle-search-timeout time-limit-millis}
                                   history))}
    (catch Throwable thrown
      {:cause (cause thrown)})))

(defn- judge
  "Elle's result for a level, as elle.txn/result-map decides it: proscribed anomalies refute the level."
  [{:keys [types cause]} level]
  (let [proscribed (filterv (txn/prohibited-anomaly-types {:consistency-models [(keyword level)]}) types)
        unknown    (filterv txn/unknown-anomaly-types types)]
    {:valid?    (cond cause            :unknown
                      (seq proscribed) false
                      (seq unknown)    :unknown
                      :else            true)
     :anomalies (mapv name proscribed)
     :cause     (or cause (pr-str unknown))}))

(defn analyse
  "Elle's verdict on each consistency model, in the order of their names: {:valid? true, false or :unknown, :anomalies
  their names, :cause of not knowing}. Operations have no indexes; Elle gives them their positions."
  [model levels operations time-limit-millis]
  (let [history (history/history operations)
        found   (into {}
                      (map (fn [strongest]
                             [strongest (anomalies (checks model) history strongest time-limit-millis)]))
                      (distinct (map strongest-of-order levels)))]
    (mapv #(judge (found (strongest-of-order %)) %) levels)))
