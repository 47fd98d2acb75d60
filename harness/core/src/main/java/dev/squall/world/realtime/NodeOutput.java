package dev.squall.world.realtime;

import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.Envelope;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.WireCodec;
import java.util.function.Supplier;

/**
 * Parser of the output of one life of a node. Only the envelopes of messages between nodes are parsed; their bodies are
 * passed on unchanged.
 */
public record NodeOutput(RealTimeNode node, int life, RealTimeSettings settings, WireCodec codec, Switch messages)
        implements NodeStreams.Output {

    /** Destination of a node's messages; called on the timeline's thread. */
    public interface Switch {

        /**
         * @param life number of the sender's life
         * @param line the message as the sender wrote it
         */
        void onMessage(RealTimeNode sender, int life, Message message, String line);

        /**
         * Called for each odd message.
         *
         * @param kind name of the kind of oddity
         * @param words words about the oddity that follow the node's name
         */
        void onOddity(RealTimeNode sender, String kind, Supplier<String> words);

        void onEnd(RealTimeNode node, int life);
    }

    @Override
    public Runnable onLine(String line) {
        Envelope envelope;
        Message message;
        try {
            envelope = Envelope.parse(line);
            message = read(envelope);
        } catch (MalformedMessageException e) {
            return failing("printed a line that is no message: " + e.getMessage()
                    + "; print messages alone on standard output, and everything else on standard error");
        }
        return () -> {
            tellOddities(envelope, message, line);
            messages.onMessage(node, life, message, line);
        };
    }

    private Message read(Envelope envelope) {
        if (Message.isClient(envelope.destination())) {
            return codec.decodeReply(envelope);
        }
        return envelope.destination().equals(Control.HARNESS) ? codec.decode(envelope) : envelope.toMessage();
    }

    private void tellOddities(Envelope envelope, Message message, String line) {
        if (!envelope.source().equals(node.nodeId())) {
            messages.onOddity(
                    node,
                    "src",
                    () -> "sends messages whose 'src' is not its own name, first "
                            + MalformedMessageException.quote(line) + "; they are delivered as they are");
        }
        boolean isReply = Message.isClient(envelope.destination()) && !(message.body() instanceof Control.InitOk);
        if (isReply && envelope.inReplyTo() == Message.NO_ID) {
            messages.onOddity(
                    node,
                    "in_reply_to",
                    () -> "sends clients messages without 'in_reply_to', first " + MalformedMessageException.quote(line)
                            + "; they answer no request");
        }
        if (!envelope.oddity().isEmpty() && !Message.isClient(envelope.destination())) {
            messages.onOddity(
                    node,
                    envelope.oddity(),
                    () -> "sends " + envelope.oddity() + ", first " + MalformedMessageException.quote(line)
                            + "; between servers this is delivered as it is");
        }
    }

    @Override
    public Runnable onOverlongLine(String beginning, int bytesMax) {
        return failing("printed a line of more than " + bytesMax + " bytes, expected one message a line: "
                + MalformedMessageException.quote(beginning));
    }

    @Override
    public Runnable onEnd() {
        return () -> messages.onEnd(node, life);
    }

    private Runnable failing(String what) {
        return () -> {
            throw NodeLog.failure(settings, node.nodeId(), what);
        };
    }
}
