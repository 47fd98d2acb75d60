/**
 * Broadcasts in layers, each layer stronger than the layer below (lectures 4.2 and 4.3).
 *
 * <p>Open {@link dev.squall.lectures.broadcast.Broadcast} first, then the layers. {@link
 * dev.squall.lectures.broadcast.BestEffortBroadcast} uses links, and {@link
 * dev.squall.lectures.broadcast.EagerReliableBroadcast} uses a best-effort broadcast. FIFO and causal order use a
 * reliable broadcast. {@link dev.squall.lectures.broadcast.BroadcastProgram} builds the stacks of layers. Logical
 * clocks without a broadcast belong in {@code dev.squall.lectures.logical}.
 */
package dev.squall.lectures.broadcast;
