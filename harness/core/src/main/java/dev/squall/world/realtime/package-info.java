/**
 * The core that worlds of real time share: nodes that speak the wire with the harness, wherever they run, and their
 * storage, logs and lives. Processes and containers are worlds on top of it.
 *
 * <p>Open {@link dev.squall.world.realtime.RealTimeCluster} first; it works on a {@link
 * dev.squall.world.realtime.RealTimeline}.
 */
package dev.squall.world.realtime;
