(ns squall.jepsen.net
  "The links between the nodes of a Squall system as Jepsen's network, so that Jepsen's own nemeses cut and disturb
  them."
  (:require [jepsen.net.proto :as net]
            [squall.jepsen.cluster :as cluster])
  (:import (dev.squall.jepsen JepsenNemesis)
           (dev.squall.fault Fault PacketFault PacketFault$Kind Partition)))

(defn- inject!
  [system ^Fault fault]
  (.inject ^JepsenNemesis (cluster/faults system) fault))

(defn- undo!
  [system & families]
  (doseq [family families]
    (.undo ^JepsenNemesis (cluster/faults system) family)))

(defn- number-of
  "The number in a value such as :50ms, :20% or 50."
  [value]
  (if (number? value)
    (long value)
    (Math/round (Double/parseDouble (re-find #"[0-9.]+" (name value))))))

(def kinds
  "Jepsen's packet behaviors that Squall has."
  {:delay     PacketFault$Kind/DELAY
   :loss      PacketFault$Kind/LOSS
   :duplicate PacketFault$Kind/DUPLICATION
   :reorder   PacketFault$Kind/REORDERING})

(defn- packets
  "A behavior on all that the nodes send."
  [system nodes [behavior {:keys [percent time]}]]
  (let [kind (or (kinds behavior)
                 (throw (UnsupportedOperationException.
                          (str "found the packet behavior " behavior ", expected one of " (keys kinds)))))]
    (PacketFault. kind
                  (number-of (or percent 100))
                    (* 1000000 (number-of (or time 50)))
                    (:seed system)
                    (into {} (for [node nodes] [node (vec (remove #{node} (:nodes system)))])))))

(defn- shape!
  [system nodes behaviors]
  (undo! system "packet")
  (doseq [behavior behaviors]
    (inject! system (packets system nodes behavior))))

(defn net
  "A jepsen.net/Net of the system. Of shape!'s behaviors it has :delay (up to :time), :loss, :duplicate and :reorder."
  [system]
  (reify
    net/Net
    (drop! [_ _test src dest] (inject! system (Partition. {src [dest]})))
    (heal! [_ _test] (undo! system "partition" "packet"))
    (slow! [_ _test] (shape! system (:nodes system) {:delay {:time 50}}))
    (slow! [_ _test {:keys [mean]}] (shape! system (:nodes system) {:delay {:time (or mean 50)}}))
    (flaky! [_ _test] (shape! system (:nodes system) {:loss {:percent 20}}))
    (fast! [_ _test] (undo! system "packet"))
    (shape! [_ _test nodes behaviors] (shape! system nodes behaviors))

    net/PartitionAll
    (drop-all! [_ _test grudge]
      (inject! system
               (Partition. (reduce (fn [links [dest srcs]]
                                     (reduce #(update %1 %2 (fnil conj []) dest) links srcs))
                                   {}
                                   grudge))))))
