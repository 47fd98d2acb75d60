package starters;

import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkOptions;
import dev.squall.lectures.links.LinkProgram;
import dev.squall.lectures.links.ReliableLink;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Exercise: a FIFO link over a reliable link (lecture 2.3). The link below loses, duplicates and creates nothing, but
 * may reorder messages. This one delivers the messages of a node in the order of sending.
 */
public final class FifoLink implements Link {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new LinkProgram() {
                @Override
                protected Link newLink(Environment environment, LinkOptions options, Receiver above) {
                    return new FifoLink(upper -> new ReliableLink(environment, options, upper), above);
                }
            });
        }
    }

    private final Link below;
    private final Receiver above;

    /** By receiver: the number of messages sent to it. */
    private final Map<String, Long> sendSeq = new HashMap<>();

    /** By sender: the number of messages delivered from it. */
    private final Map<String, Long> delivered = new HashMap<>();

    /** The hold-back buffer, by sender: messages that came too early, by number. */
    private final Map<String, TreeMap<Long, Object>> buffer = new HashMap<>();

    FifoLink(Function<Receiver, Link> below, Receiver above) {
        this.below = below.apply(this::onDeliveryFromBelow);
        this.above = above;
    }

    @Override
    public void start() {
        below.start();
    }

    /** On request to send message m to node j. The link below takes any JSON, such as a list of a number and m. */
    @Override
    public void send(String j, Object m) {
        throw new Starters.NotWritten("send: number message m, and send the number and m over the link below");
    }

    /** On delivery of a message from node i by the link below. Deliver with {@code above.deliver(i, m)}. */
    private void onDeliveryFromBelow(String i, Object content) {
        throw new Starters.NotWritten("onDeliveryFromBelow: deliver the messages of node i in the order of numbers");
    }

    @Override
    public void receive(Message message) {
        below.receive(message);
    }

    @Override
    public long backlog(String to) {
        return below.backlog(to);
    }
}
