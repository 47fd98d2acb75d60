/**
 * The process world: each node an operating system process that speaks the wire on its standard streams, the harness
 * the network between them, under real time.
 *
 * <p>{@link dev.squall.cluster.process.ProcessCluster} is the entrance, on a
 * {@link dev.squall.cluster.process.RealTimeline}.
 */
package dev.squall.cluster.process;
