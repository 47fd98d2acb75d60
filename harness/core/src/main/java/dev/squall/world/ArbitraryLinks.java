package dev.squall.world;

/** A cluster whose {@link Cluster#network()} can also corrupt, forge and replay messages. */
public interface ArbitraryLinks {}
