package dev.squall.world;

/** A cluster and its timeline. */
public record World(Timeline timeline, Cluster cluster) {}
