/**
 * Workloads: the operations of clients on one kind of system, and the properties that the histories must satisfy. Open
 * {@link dev.squall.workload.Workload} first. Squall's own workloads are in {@code dev.squall.workload.standard}.
 */
package dev.squall.workload;
