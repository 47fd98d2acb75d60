package dev.squall.experiment;

import dev.squall.cluster.Cluster;
import dev.squall.cluster.Timeline;

/** A cluster and the time in which it lives. */
public record World(Timeline timeline, Cluster cluster) {}
