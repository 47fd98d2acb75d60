package dev.squall.lectures.detectors;

import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Detectors;
import java.util.List;
import java.util.Map;

/** Nodes that are failure detectors. A flawed variant is a subclass with a detector that differs in one rule. */
public abstract class DetectorProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = new Vocabulary(
                    List.of(FailureDetector.Heartbeat.class), List.of(), Detectors.FACTS)
            .withBodies(Detectors.VOCABULARY);

    private final DetectorOptions defaults;

    DetectorProgram(DetectorOptions defaults) {
        this.defaults = defaults;
    }

    /** Program of nodes with a perfect failure detector. */
    public static class Perfect extends DetectorProgram {

        public Perfect() {
            super(DetectorOptions.LONG);
        }

        @Override
        protected FailureDetector newDetector(Environment environment, DetectorOptions options) {
            return new PerfectDetector(environment, options);
        }
    }

    /** Program of nodes with an eventually perfect failure detector. */
    public static class EventuallyPerfect extends DetectorProgram {

        public EventuallyPerfect() {
            super(DetectorOptions.SHORT);
        }

        @Override
        protected FailureDetector newDetector(Environment environment, DetectorOptions options) {
            return new EventuallyPerfectDetector(environment, options);
        }
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        return newDetector(environment, defaults.with(options));
    }

    /** Creates the failure detector of a node. */
    protected abstract FailureDetector newDetector(Environment environment, DetectorOptions options);

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
