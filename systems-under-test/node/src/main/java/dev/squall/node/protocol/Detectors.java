package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import java.util.List;

/** The client requests and replies of the failure-detector workload, and the facts that checkers of detectors need. */
public final class Detectors {

    /** All facts about suspicions. */
    public static final List<Class<? extends Fact>> FACTS =
            List.of(Started.class, TimeoutSet.class, Suspected.class, Restored.class);

    /** The message bodies of the failure-detector workload, {@link ErrorReply}, and the facts about suspicions. */
    public static final Vocabulary VOCABULARY =
            new Vocabulary(List.of(Suspects.class, SuspectsOk.class, ErrorReply.class), List.of(), FACTS);

    private Detectors() {}

    /** Asks a node for the nodes that it suspects. */
    public record Suspects() implements Body {}

    /** The node suspects these nodes. */
    public record SuspectsOk(List<String> nodes) implements Body {

        public SuspectsOk {
            nodes = List.copyOf(nodes);
        }
    }

    /** A life of the node begins, in which it suspects no node yet. */
    public record Started() implements Fact {}

    /**
     * The node will suspect another node after a silence of {@code timeoutMillis}. Without this fact, the timeout is
     * {@link #TIMEOUT_MILLIS_UNLESS_SET}.
     */
    public record TimeoutSet(String node, long timeoutMillis) implements Fact {}

    /** Timeout in milliseconds of a detector that recorded none: the time within which a node must have started. */
    public static final long TIMEOUT_MILLIS_UNLESS_SET = 10_000;

    /** The node starts to suspect another node. */
    public record Suspected(String node) implements Fact {}

    /** The node stops suspecting another node. */
    public record Restored(String node) implements Fact {}
}
