/**
 * Conflict-free replicated data types (lectures 7.3 and 8.1).
 *
 * <p>Open {@link dev.squall.lectures.crdt.OperationBasedMap} and {@link dev.squall.lectures.crdt.StateBasedMap} first,
 * which are the two algorithms of the slides. {@link dev.squall.lectures.crdt.OperationBasedNode}, {@link
 * dev.squall.lectures.crdt.StateBasedNode} and {@link dev.squall.lectures.crdt.DeltaNode} put any data type over a
 * broadcast. The broadcasts themselves belong in {@code dev.squall.lectures.broadcast}.
 */
package dev.squall.lectures.crdt;
