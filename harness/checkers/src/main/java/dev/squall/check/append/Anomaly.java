package dev.squall.check.append;

import dev.squall.history.ClientOperation;
import java.util.List;

/**
 * Reason why the operations of a key are not linearizable.
 *
 * @param name the anomaly's name, such as {@code append-applied-twice}
 * @param words a clause that describes the anomaly
 * @param operations the operations that show the anomaly
 */
record Anomaly(String name, String words, List<ClientOperation> operations) {}
