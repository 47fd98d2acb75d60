/**
 * Squall's own workloads: registers, maps of eventual stores, sessions, links. Open {@link
 * dev.squall.workload.standard.Workloads} first, which lists them. Workloads for the systems of one topic are in the
 * folder of the topic.
 */
package dev.squall.workload.standard;
