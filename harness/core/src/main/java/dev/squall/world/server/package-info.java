/**
 * Clusters of servers that nobody wrote for this harness: their clients, readiness, primaries, and ends of their own.
 * Open {@link dev.squall.world.server.ServerCluster} first. The machines that run servers are {@link
 * dev.squall.world.server.Servers}, implemented by processes on loopback and by containers.
 */
package dev.squall.world.server;
