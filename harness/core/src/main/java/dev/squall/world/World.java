package dev.squall.world;

/** A cluster and the time in which it lives. */
public record World(Timeline timeline, Cluster cluster) {}
