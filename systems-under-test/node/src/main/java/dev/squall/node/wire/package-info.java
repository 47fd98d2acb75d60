/**
 * The wire: messages, stable records and facts as JSON, one object a line, in Maelstrom's envelope.
 *
 * <p>{@link dev.squall.node.wire.WireCodec} is the entrance. Nothing that is read here can name a class: types are
 * looked up in a {@link dev.squall.node.Vocabulary}.
 */
package dev.squall.node.wire;
