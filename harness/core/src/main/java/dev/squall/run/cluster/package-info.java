/**
 * Sweeps and checks on the machines of a cluster. Open {@link dev.squall.run.cluster.SweepEngine} and {@link
 * dev.squall.run.cluster.CheckEngine} first: they are the interfaces of an engine, which a module of its own
 * implements. What a machine does with its part of the seeds, lines and keys is here, without any engine.
 */
package dev.squall.run.cluster;
