package dev.squall.lectures.logical;

import dev.squall.node.Body;

/**
 * A message between nodes with the timestamp of its sending.
 *
 * @param timestamp as the sender's clock gave it
 * @param message any JSON
 */
public record Stamped(Object timestamp, Object message) implements Body {}
