/**
 * Collaborative text: a text CRDT, Fugue, and operational transformation (lecture 8.1).
 *
 * <p>Open {@link dev.squall.lectures.text.PositionText} first, the text CRDT of the lecture. {@link
 * dev.squall.lectures.text.FugueText} and {@link dev.squall.lectures.text.TransformedText} are the other algorithms.
 * The broadcasts below the algorithms belong in {@code dev.squall.lectures.broadcast}.
 */
package dev.squall.lectures.text;
