/**
 * Common base of the real-time worlds: nodes that speak the wire protocol with the harness, and their storage, logs and
 * lives. The process world and the docker world build on this package.
 *
 * <p>Open {@link dev.squall.world.realtime.RealTimeCluster} first; it runs on a {@link
 * dev.squall.world.realtime.RealTimeline}.
 */
package dev.squall.world.realtime;
