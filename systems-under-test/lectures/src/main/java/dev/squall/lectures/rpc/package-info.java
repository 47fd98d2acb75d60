/**
 * Remote procedure calls with at-most-once semantics over fair-loss links (lectures 1.3 and 5.1). Open {@link
 * dev.squall.lectures.rpc.ClientStub} first, then {@link dev.squall.lectures.rpc.CounterServer}. The workload {@code
 * rpc-counter} and the analysis of its journals belong here too.
 */
package dev.squall.lectures.rpc;
