package dev.squall.system;

import dev.squall.check.session.Guarantee;
import dev.squall.check.session.GuaranteeTally.Finding;
import java.util.List;
import java.util.Map;

/** One experiment of a claim, and its expected result. */
public sealed interface Trial {

    /** The most runs that a flawed system may take until it is caught, if a trial sets no other. */
    int RUNS_MAX = 50;

    /** Returns the experiment; its unset values are the system's usual ones. */
    ExperimentDraft experiment();

    /** Returns true if something must break in it, rather than survive. */
    boolean isBreaking();

    /** Returns the arguments of {@code squall sweep} that repeat it. The seeds of the trial follow from this text. */
    default String line() {
        return experiment().line();
    }

    /** Returns the name of the system. */
    default String system() {
        return experiment().system();
    }

    /** Returns a trial in which a system must survive this many runs. */
    static Trial survives(ExperimentDraft experiment, int runs) {
        return new Survives(experiment, runs);
    }

    /** Returns a trial in which a flawed system must be caught within {@link #RUNS_MAX} runs. */
    static Trial caught(ExperimentDraft experiment) {
        return new Caught(experiment, RUNS_MAX);
    }

    /** Returns a trial in which a flawed system must be caught within so many runs. */
    static Trial caught(ExperimentDraft experiment, int runsMax) {
        return new Caught(experiment, runsMax);
    }

    /** Returns a trial in which some nodes are isolated, and only some nodes answer their clients. */
    static Trial answers(
            ExperimentDraft experiment, Isolation isolation, List<String> isolated, List<String> answering) {
        return new Answers(experiment, isolation, isolated, answering);
    }

    /** Returns a trial that measures over many runs which guarantees a store gives its sessions. */
    static Trial sessions(ExperimentDraft experiment, int runs, Map<Guarantee, Finding> expected) {
        return new Sessions(experiment, runs, expected);
    }

    /** Returns a trial that runs every case of a finite set with the system's nodes. It confirms a claim's own side. */
    static Enumerated exhaustive(ExperimentDraft experiment, Enumeration cases) {
        return new Enumerated(experiment, Coverage.ALL, cases, false);
    }

    /** Returns a trial that runs cases drawn from the seed with the system's nodes. It confirms a claim's own side. */
    static Enumerated drawn(ExperimentDraft experiment, Enumeration cases) {
        return new Enumerated(experiment, Coverage.DRAWN, cases, false);
    }

    /** Returns a trial that measures quantities over many runs, and compares their averages with theory. */
    static Trial measured(ExperimentDraft experiment, int runs, Quantity... quantities) {
        return new Measured(experiment, runs, List.of(quantities));
    }

    /**
     * A trial without violations or undecided runs, in which nearly every run proves something.
     *
     * @param runs the number of runs, at least 1
     */
    record Survives(ExperimentDraft experiment, int runs) implements Trial {

        @Override
        public boolean isBreaking() {
            return false;
        }
    }

    /**
     * A trial in which some run shows the anomaly that belongs to the system's flaw.
     *
     * @param runsMax the most runs that it may take
     */
    record Caught(ExperimentDraft experiment, int runsMax) implements Trial {

        @Override
        public boolean isBreaking() {
            return true;
        }
    }

    /** A way to keep nodes from the others. */
    enum Isolation {
        /** Every link between them and the others is cut. */
        CUT_OFF,
        /** They are down. */
        DOWN
    }

    /**
     * A trial in which some nodes are isolated. Clients of the answering nodes are answered, other clients are not, and
     * no answer is wrong.
     *
     * @param isolated the nodes that are cut off or down
     * @param answering the nodes that answer their clients nevertheless
     */
    record Answers(ExperimentDraft experiment, Isolation isolation, List<String> isolated, List<String> answering)
            implements Trial {

        public Answers {
            isolated = List.copyOf(isolated);
            answering = List.copyOf(answering);
        }

        @Override
        public boolean isBreaking() {
            return answering.isEmpty();
        }
    }

    /**
     * A measurement, over many runs, of the guarantees that a store gives its sessions.
     *
     * @param expected the findings for some guarantees
     */
    record Sessions(ExperimentDraft experiment, int runs, Map<Guarantee, Finding> expected) implements Trial {

        public Sessions {
            expected = Map.copyOf(expected);
        }

        @Override
        public boolean isBreaking() {
            return expected.containsValue(Finding.BROKEN);
        }
    }

    /** The cases that a trial runs, of those that there are. */
    enum Coverage {
        /** Every case. */
        ALL("every case"),
        /** Cases drawn from the seed. */
        DRAWN("drawn cases");

        private final String words;

        Coverage(String words) {
            this.words = words;
        }

        /** Returns the coverage in words, for tables. */
        public String words() {
            return words;
        }
    }

    /**
     * A trial that runs many small cases, each with the system's nodes in the simulated world. The cases are not of an
     * experiment's workload: the enumeration makes and judges them.
     *
     * @param experiment names the system, and the settings that all cases share
     * @param isBreaking true if the cases show a limit of the claim
     */
    record Enumerated(ExperimentDraft experiment, Coverage coverage, Enumeration cases, boolean isBreaking)
            implements Trial {

        /** Returns the same trial, as one that shows a limit of the claim. */
        public Enumerated breaking() {
            return new Enumerated(experiment, coverage, cases, true);
        }
    }

    /**
     * A figure of a verdict.
     *
     * @param checker the name of the checker
     * @param figure the name of the figure among the details of its verdict
     * @param least the least average that theory allows
     * @param most the greatest average that theory allows
     * @param theory where the bounds come from, in words
     */
    record Quantity(String checker, String figure, double least, double most, String theory) {}

    /**
     * A measurement of quantities over many runs. The 95 % confidence interval of each average must be within the
     * bounds of theory. Whatever else the runs show is not judged.
     *
     * @param runs the number of runs, at least 2
     */
    record Measured(ExperimentDraft experiment, int runs, List<Quantity> quantities) implements Trial {

        public Measured {
            quantities = List.copyOf(quantities);
        }

        @Override
        public boolean isBreaking() {
            return false;
        }
    }
}
