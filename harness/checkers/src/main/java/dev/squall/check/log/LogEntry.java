package dev.squall.check.log;

import dev.squall.history.ClientOperation;

/**
 * A message at an offset, as an operation showed it.
 *
 * @param operation the send that got the offset, or the poll that returned the pair
 */
record LogEntry(Object key, long offset, Object message, boolean isPolled, ClientOperation operation) {}
