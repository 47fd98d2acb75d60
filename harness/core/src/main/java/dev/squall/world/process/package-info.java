/**
 * The process world: each node an operating system process that speaks the wire on its standard streams, the harness
 * the network between them, under real time.
 *
 * <p>{@link dev.squall.world.process.ProcessCluster} is the entrance, on a
 * {@link dev.squall.world.realtime.RealTimeline}.
 */
package dev.squall.world.process;
