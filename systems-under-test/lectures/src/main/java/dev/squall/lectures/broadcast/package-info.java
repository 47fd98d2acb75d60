/**
 * Broadcasts, each stronger than the one below it (lectures 4.2 and 4.3).
 *
 * <p>Open {@link dev.squall.lectures.broadcast.Broadcast} first, then the layers: {@link
 * dev.squall.lectures.broadcast.BestEffortBroadcast} over links, {@link
 * dev.squall.lectures.broadcast.EagerReliableBroadcast} over that, and the orders over a reliable broadcast. {@link
 * dev.squall.lectures.broadcast.BroadcastProgram} has the stacks. Logical clocks by themselves belong in {@code
 * dev.squall.lectures.logical}.
 */
package dev.squall.lectures.broadcast;
