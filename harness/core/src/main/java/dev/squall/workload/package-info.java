/**
 * Workloads: operations of clients on a kind of system, and the properties that its histories must keep. Open {@link
 * dev.squall.workload.Workload} first. Those that come with Squall are in {@code dev.squall.workload.standard}.
 */
package dev.squall.workload;
