/**
 * The wire: messages, stable records and facts as JSON, one object a line, in Maelstrom's envelope.
 *
 * <p>Open {@link dev.squall.node.wire.WireCodec} first. Input cannot name a class: types are looked up in a {@link
 * dev.squall.node.Vocabulary}.
 */
package dev.squall.node.wire;
