/**
 * Workloads that come with Squall: registers, maps of eventual stores, sessions, links. Open {@link
 * dev.squall.workload.standard.Workloads} first, which lists them. A workload for one topic belongs to its folder.
 */
package dev.squall.workload.standard;
