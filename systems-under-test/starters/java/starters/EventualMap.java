package starters;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.EventualMap.Delete;
import dev.squall.node.protocol.EventualMap.DeleteOk;
import dev.squall.node.protocol.LinKv;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exercise: an eventually consistent map of which the last writer wins (lectures 5.1 and 7.3). A node answers at once
 * from its own replica. After healing all replicas become equal, and no update is lost to one that it causally follows.
 */
public final class EventualMap implements Node {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new NodeProgram() {
                @Override
                public Node create(Environment environment, Map<String, String> options) {
                    return new EventualMap(environment);
                }

                @Override
                public Vocabulary vocabulary() {
                    return new Vocabulary(List.of(Update.class), List.of(), List.of())
                            .withBodies(dev.squall.node.protocol.EventualMap.VOCABULARY);
                }
            });
        }
    }

    /** The latest update of a key. Its timestamp is the pair of t and node. The value of a deleted key is null. */
    public record Update(Object key, Object value, long t, String node) implements Body {}

    private static final long ANTI_ENTROPY_MILLIS = 200;

    private final Environment environment;

    /** Lamport clock. */
    private long t;

    private final Map<Object, Update> values = new LinkedHashMap<>();

    EventualMap(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void start() {
        environment.setTimer(ANTI_ENTROPY_MILLIS, this::periodically);
    }

    /** Periodically: anti-entropy, so that replicas that missed an update receive it. */
    private void periodically() {
        // To write: send another node what it may have missed.
        environment.setTimer(ANTI_ENTROPY_MILLIS, this::periodically);
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof LinKv.Read read) {
            onRead(message, read.key());
        } else if (message.body() instanceof LinKv.Write write) {
            update(write.key(), write.value());
            environment.reply(message, new LinKv.WriteOk());
        } else if (message.body() instanceof Delete delete) {
            update(delete.key(), null);
            environment.reply(message, new DeleteOk());
        } else if (message.body() instanceof Update update) {
            onUpdate(update);
        }
    }

    /** On request to read a key. */
    private void onRead(Message request, Object key) {
        throw new Starters.NotWritten("onRead: reply ReadOk, or an ErrorReply KEY_DOES_NOT_EXIST without a value");
    }

    /** Sets a key at a client's request. */
    private void update(Object key, Object value) {
        throw new Starters.NotWritten("update: give the update a timestamp, merge it, and send it to the other nodes");
    }

    /** On receiving an update from another node. */
    private void onUpdate(Update update) {
        throw new Starters.NotWritten("onUpdate: keep the update if its timestamp is greater, and advance t");
    }
}
