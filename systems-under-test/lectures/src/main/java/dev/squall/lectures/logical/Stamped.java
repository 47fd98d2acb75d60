package dev.squall.lectures.logical;

import dev.squall.node.Body;

/**
 * A message between nodes with the timestamp of its send event.
 *
 * @param timestamp timestamp from the sender's clock
 * @param message content of the message, any JSON value
 */
public record Stamped(Object timestamp, Object message) implements Body {}
