/**
 * Sweeps on the machines of a cluster. Open {@link dev.squall.run.cluster.SweepEngine} first: it is the interface of an
 * engine, which a module of its own implements. What a machine does with its part of the seeds is here, without any
 * engine.
 */
package dev.squall.run.cluster;
