package dev.squall.check.append;

import dev.squall.history.ClientOperation;
import java.util.List;

/**
 * Reason why the operations of a key are not linearizable.
 *
 * @param name such as {@code append-applied-twice}
 * @param words a clause
 * @param operations those that show it
 */
record Anomaly(String name, String words, List<ClientOperation> operations) {}
