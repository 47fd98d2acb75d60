/**
 * Logical clocks: Lamport clocks and vector clocks (lecture 4.1).
 *
 * <p>Open {@link dev.squall.lectures.logical.LamportClock} and {@link dev.squall.lectures.logical.VectorClock} first,
 * which are the algorithms of the slides. {@link dev.squall.lectures.logical.ClockNode} gives each event of a node a
 * timestamp, and journals both. {@link dev.squall.lectures.logical.ClockJournal} compares the timestamps with the
 * causal order of the journalled events. Broadcasts that use such clocks belong in {@code
 * dev.squall.lectures.broadcast}.
 */
package dev.squall.lectures.logical;
