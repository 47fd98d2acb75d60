/**
 * Maelstrom's workloads that judge nodes by the history alone, for nodes in any language: echo, unique-ids, broadcast,
 * g-set, g-counter, pn-counter and kafka. Open {@link dev.squall.workload.maelstrom.MaelstromWorkloads} first. The
 * workloads lin-kv, txn-list-append and txn-rw-register are Squall's own, in the packages beside this one.
 */
package dev.squall.workload.maelstrom;
