package dev.squall.world.realtime;

import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.Envelope;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.WireCodec;

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

        void onEnd(RealTimeNode node, int life);
    }

    @Override
    public Runnable onLine(String line) {
        Message message;
        try {
            message = read(line);
        } catch (MalformedMessageException e) {
            return failing("printed a line that is no message: " + e.getMessage());
        }
        if (!message.source().equals(node.nodeId())) {
            return failing("printed a message whose 'src' is '" + message.source() + "', expected its own name: "
                    + MalformedMessageException.quote(line));
        }
        return () -> messages.onMessage(node, life, message, line);
    }

    private Message read(String line) {
        Envelope envelope = Envelope.parse(line);
        String destination = envelope.destination();
        boolean isForUs = destination.equals(Control.HARNESS) || Message.isClient(destination);
        return isForUs ? codec.decode(envelope) : envelope.toMessage();
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
