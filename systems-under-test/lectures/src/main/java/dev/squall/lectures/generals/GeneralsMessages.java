package dev.squall.lectures.generals;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.ErrorReply;
import java.util.List;

/** Messages between generals, and between clients and the generals. */
public final class GeneralsMessages {

    /**
     * Vocabulary of the generals: the bodies of this class, {@link ErrorReply}, and the facts of {@link GeneralsFacts}.
     */
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
     * A client's order to the commander, to attack or to retreat in a battle.
     *
     * @param battle unique number of the battle within the run
     */
    public record Order(long battle, boolean attack) implements Body {}

    /** Reply of the commander that it has the order. */
    public record OrderOk() implements Body {}

    /**
     * A client's question if the general has decided on every battle known to it. If a battle is undecided, the reply
     * is {@link dev.squall.node.protocol.ErrorCode#TEMPORARILY_UNAVAILABLE}.
     */
    public record Flush() implements Body {}

    /** Reply that the general has decided on every battle known to it. */
    public record FlushOk() implements Body {}

    /**
     * A message between the two generals. Message 1 carries the plan to attack, and each later message acknowledges the
     * previous message.
     */
    public record Messenger(long battle, int number) implements Body {}

    /**
     * An oral message about an order. The last general of the path claims to have received the order from the general
     * before it, and so on back to the commander.
     *
     * @param path the generals that passed on the order, the commander first
     */
    public record OralMessage(long battle, List<String> path, boolean attack) implements Body {

        public OralMessage {
            path = List.copyOf(path);
        }
    }
}
