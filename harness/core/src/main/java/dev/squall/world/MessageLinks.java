package dev.squall.world;

/** A cluster whose {@link Cluster#network()} can also delay, lose, duplicate and reorder single messages. */
public interface MessageLinks {}
