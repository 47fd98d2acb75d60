/**
 * Wire format: messages, stable records and facts as JSON, one object per line, in Maelstrom's envelope.
 *
 * <p>Open {@link dev.squall.node.wire.WireCodec} first. Input cannot name a Java class, since types are looked up in a
 * {@link dev.squall.node.Vocabulary}.
 */
package dev.squall.node.wire;
