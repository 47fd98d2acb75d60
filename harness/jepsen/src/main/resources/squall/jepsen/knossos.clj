(ns squall.jepsen.knossos
  "Asks Knossos about the operations of one object. Its models are Knossos' own where it has the same object; any other
  object is stepped as Squall's sequential specification says, and only the search is Knossos'."
  (:require [knossos [competition :as competition]
                     [linear :as linear]
                     [model :as model]
                     [wgl :as wgl]])
  (:import (dev.squall.check.linear.certificate SequentialObject$Effect SequentialObject$State)
           (java.util List Optional)
           (knossos.model Model)))

(def analyses
  {"competition" competition/analysis
   "linear"      linear/analysis
   "wgl"         wgl/analysis})

;; An operation's value is the position of its effect. States are equal if the object's are.
(deftype Stepped [^SequentialObject$State state ^List effects]
  Model
  (step [_ op]
    (let [^SequentialObject$Effect effect (.get effects (int (:value op)))
          ^Optional after (.on effect state)]
      (if (.isPresent after)
        (Stepped. (.get after) effects)
        (model/inconsistent (str "cannot happen in " state)))))

  Object
  (hashCode [_] (hash state))
  (equals [_ other] (and (instance? Stepped other) (= state (.state ^Stepped other))))
  (toString [_] (str state)))

(defn stepped
  "The model of an object in a state, whose operations have these effects."
  [state effects]
  (Stepped. state effects))

(defn own-model
  "Knossos' own model of this name, beginning with a value; nil if it has none that is the same as Squall's."
  [model-name initial]
  (case model-name
    "register"     (model/register initial)
    "cas-register" (model/cas-register initial)
    "mutex"        (model/mutex)
    nil))

(defn analyse
  "Whether the operations are linearizable: {:valid? true, false or :unknown, :index of the completion at which they
  are not any more, :cause of not knowing}."
  [model operations algorithm time-limit-millis]
  (let [found ((analyses algorithm) model operations {:time-limit time-limit-millis})]
    {:valid? (:valid? found)
     :index  (get-in found [:op :index])
     :cause  (:cause found)}))
