package dev.squall.lectures.generals;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/** Messages of the generals, and those by which clients give orders. */
public final class GeneralsMessages {

    /** The bodies of this class, {@link ErrorReply}, and the facts by which the generals are judged. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(
                    Order.class,
                    OrderOk.class,
                    Flush.class,
                    FlushOk.class,
                    Messenger.class,
                    OralMessage.class,
                    ErrorReply.class),
            List.of(),
            GeneralsFacts.ALL);

    private GeneralsMessages() {}

    /**
     * Tells the first general what to do in a battle.
     *
     * @param battle number of the battle; no two orders of a run have the same
     */
    public record Order(long battle, boolean attack) implements Body {}

    /** The first general has the order. */
    public record OrderOk() implements Body {}

    /**
     * Asks if the general has decided on every battle of which it has heard. If not, the reply is {@link
     * dev.squall.node.protocol.ErrorCode#TEMPORARILY_UNAVAILABLE}.
     */
    public record Flush() implements Body {}

    /** The general has decided. */
    public record FlushOk() implements Body {}

    /**
     * A message between the two generals. Number 1 brings the plan to attack, and each later one acknowledges the one
     * before.
     */
    public record Messenger(long battle, int number) implements Body {}

    /**
     * An oral message: the last general of the path says that the one before it said so, and so on back to the
     * commander.
     *
     * @param path the generals through whose mouths the order went, the commander first
     */
    public record OralMessage(long battle, List<String> path, boolean attack) implements Body {

        public OralMessage {
            path = List.copyOf(path);
        }
    }
}
