package dev.squall.check.log;

import java.util.List;

/**
 * Anomaly of a log.
 *
 * @param kind kind of the anomaly
 * @param words one sentence: the operations and the contradiction
 * @param operations indexes of the operations that show it
 */
record LogAnomaly(Kind kind, String words, List<Integer> operations) {

    /** Kinds of anomalies, the gravest first. */
    enum Kind {
        LOST_WRITE("lost-write"),
        INCONSISTENT_OFFSETS("inconsistent-offsets"),
        DUPLICATE("duplicate"),
        INT_POLL_SKIP("int-poll-skip"),
        INT_NONMONOTONIC_POLL("int-nonmonotonic-poll"),
        INT_SEND_SKIP("int-send-skip"),
        INT_NONMONOTONIC_SEND("int-nonmonotonic-send"),
        POLL_SKIP("poll-skip"),
        NONMONOTONIC_POLL("nonmonotonic-poll"),
        NONMONOTONIC_SEND("nonmonotonic-send");

        private final String anomaly;

        Kind(String anomaly) {
            this.anomaly = anomaly;
        }

        /** Returns the anomaly's name in verdicts. */
        String anomaly() {
            return anomaly;
        }
    }

    LogAnomaly {
        operations = operations.stream().distinct().sorted().toList();
    }
}
