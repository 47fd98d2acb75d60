/**
 * Replicas that apply updates in the order in which a broadcast delivers them (lecture 5.3).
 *
 * <p>Open {@link dev.squall.lectures.updates.UpdatesSystems} first, which contains the lecture's table of broadcasts
 * and update functions. The broadcasts themselves belong in {@code dev.squall.lectures.broadcast}.
 */
package dev.squall.lectures.updates;
