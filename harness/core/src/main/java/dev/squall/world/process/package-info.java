/**
 * The process world: each node is an operating system process that speaks the wire protocol on its standard streams.
 * The harness is the network between the nodes, under real time.
 *
 * <p>{@link dev.squall.world.process.ProcessCluster} is the main class; it runs on a {@link
 * dev.squall.world.realtime.RealTimeline}.
 */
package dev.squall.world.process;
