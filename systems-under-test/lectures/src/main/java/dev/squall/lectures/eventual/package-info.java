/**
 * Eventually consistent stores: each node answers from its own state, and replicas reconcile (lectures 5.1 and 7.3).
 *
 * <p>Open {@link dev.squall.lectures.eventual.LastWriterWinsNode} first, the last-writer-wins map. {@link
 * dev.squall.lectures.eventual.MultiValueNode} keeps all concurrent values.
 */
package dev.squall.lectures.eventual;
