package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import java.util.List;

/** The client requests and replies of the failure-detector workload, and the facts by which detectors are judged. */
public final class Detectors {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> FACTS =
            List.of(Started.class, TimeoutSet.class, Suspected.class, Restored.class);

    /** The bodies of this workload, {@link ErrorReply}, and the facts. */
    public static final Vocabulary VOCABULARY =
            new Vocabulary(List.of(Suspects.class, SuspectsOk.class, ErrorReply.class), List.of(), FACTS);

    private Detectors() {}

    /** Asks a node which nodes it suspects. */
    public record Suspects() implements Body {}

    /** The node suspects these nodes. */
    public record SuspectsOk(List<String> nodes) implements Body {

        public SuspectsOk {
            nodes = List.copyOf(nodes);
        }
    }

    /** A life of the node begins. It suspects nobody. */
    public record Started() implements Fact {}

    /**
     * The node will suspect another after a silence of this length. Without this fact, the length is taken to be {@link
     * #TIMEOUT_MILLIS_UNLESS_SET}.
     */
    public record TimeoutSet(String node, long timeoutMillis) implements Fact {}

    /** Timeout of a detector that has noted none: the time within which a node of the protocol must have started. */
    public static final long TIMEOUT_MILLIS_UNLESS_SET = 10_000;

    /** The node suspects another from now on. */
    public record Suspected(String node) implements Fact {}

    /** The node suspects another no longer. */
    public record Restored(String node) implements Fact {}
}
