package dev.squall.cli.claims;

import dev.squall.check.session.Guarantee;
import dev.squall.check.session.GuaranteeTally.Finding;
import java.util.List;
import java.util.Map;

/** One experiment of a claim, and what is expected of it. */
public sealed interface Trial {

    /** The experiment, as the arguments of {@code squall sweep}; its first word names the system. */
    String line();

    /** The system's name. */
    default String system() {
        return line().split(" ")[0];
    }

    /**
     * No run is a violation or undecided, and nearly every one proves something.
     *
     * @param seeds how many runs
     */
    record Survives(String line, int seeds) implements Trial {}

    /**
     * Some run shows the anomaly by which the system's flaw must be caught.
     *
     * @param runsMax how many runs it may take
     */
    record Caught(String line, int runsMax) implements Trial {}

    /** How nodes are kept from the others. */
    enum Isolation {
        /** Every link between them and the others is cut. */
        CUT_OFF,
        /** They are down. */
        DOWN
    }

    /**
     * While some nodes are isolated, the clients of some nodes are answered and those of others are not; and nothing
     * that is answered is wrong.
     *
     * @param isolated the nodes that are cut off or down
     * @param answering the nodes that answer their clients all the same; the others answer none
     */
    record Answers(String line, Isolation isolation, List<String> isolated, List<String> answering) implements Trial {

        public Answers {
            isolated = List.copyOf(isolated);
            answering = List.copyOf(answering);
        }
    }

    /**
     * What a store gives its sessions, measured over many runs.
     *
     * @param expected for some guarantees, what is found out about them
     */
    record Sessions(String line, int seeds, Map<Guarantee, Finding> expected) implements Trial {

        public Sessions {
            expected = Map.copyOf(expected);
        }
    }
}
