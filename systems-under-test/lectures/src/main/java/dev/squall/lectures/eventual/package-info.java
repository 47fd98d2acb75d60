/**
 * Eventually consistent stores: each node answers by itself, and replicas reconcile (lectures 5.1 and 7.3).
 *
 * <p>{@link dev.squall.lectures.eventual.LastWriterWinsNode} is the map of which the last writer wins, {@link
 * dev.squall.lectures.eventual.MultiValueNode} the one that keeps all concurrent values.
 */
package dev.squall.lectures.eventual;
