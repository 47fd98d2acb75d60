package dev.squall.system;

import dev.squall.check.session.Guarantee;
import dev.squall.check.session.GuaranteeTally.Finding;
import java.util.List;
import java.util.Map;

/** One experiment of a claim, with its expected result. */
public sealed interface Trial {

    /** Default maximum number of runs until a flawed system must be caught. */
    int RUNS_MAX = 50;

    /** Returns the experiment of the trial; its unset values are the system's defaults. */
    ExperimentDraft experiment();

    /** Returns true if the trial must show a violation or a limit, rather than survival. */
    boolean isBreaking();

    /**
     * Returns the arguments of {@code squall sweep} that repeat the trial. The trial's seeds are derived from the text
     * of these arguments.
     */
    default String line() {
        return experiment().line();
    }

    /** Returns the name of the system under test. */
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

    /** Returns a trial in which a flawed system must be caught within {@code runsMax} runs. */
    static Trial caught(ExperimentDraft experiment, int runsMax) {
        return new Caught(experiment, runsMax);
    }

    /** Returns a trial in which some nodes are isolated, and only some nodes answer their clients. */
    static Trial answers(
            ExperimentDraft experiment, Isolation isolation, List<String> isolated, List<String> answering) {
        return new Answers(experiment, isolation, isolated, answering);
    }

    /** Returns a trial that measures the session guarantees of a store over many runs. */
    static Trial sessions(ExperimentDraft experiment, int runs, Map<Guarantee, Finding> expected) {
        return new Sessions(experiment, runs, expected);
    }

    /**
     * Returns a trial that runs every case of a finite set with the system's nodes. The trial supports the claim,
     * unlike trials that show a limit of the claim.
     */
    static Enumerated exhaustive(ExperimentDraft experiment, Enumeration cases) {
        return new Enumerated(experiment, Coverage.ALL, cases, false);
    }

    /**
     * Returns a trial that runs randomly drawn cases with the system's nodes. The trial supports the claim, unlike
     * trials that show a limit of the claim.
     */
    static Enumerated drawn(ExperimentDraft experiment, Enumeration cases) {
        return new Enumerated(experiment, Coverage.DRAWN, cases, false);
    }

    /** Returns a trial that measures quantities over many runs, and compares their means with theory. */
    static Trial measured(ExperimentDraft experiment, int runs, Quantity... quantities) {
        return new Measured(experiment, runs, List.of(quantities));
    }

    /**
     * Trial without violations and unknown verdicts, in which nearly every run proves something.
     *
     * @param runs number of runs, at least 1
     */
    record Survives(ExperimentDraft experiment, int runs) implements Trial {

        @Override
        public boolean isBreaking() {
            return false;
        }
    }

    /**
     * Trial in which at least one run must show the anomaly of the system's flaw.
     *
     * @param runsMax maximum number of runs until the anomaly must show
     */
    record Caught(ExperimentDraft experiment, int runsMax) implements Trial {

        @Override
        public boolean isBreaking() {
            return true;
        }
    }

    /** Ways to isolate nodes from the others. */
    enum Isolation {
        /** Every link between the isolated nodes and the others is cut. */
        CUT_OFF,
        /** The isolated nodes are down. */
        DOWN
    }

    /**
     * Trial in which some nodes are isolated. Clients of the answering nodes get replies, other clients do not, and no
     * reply is wrong.
     *
     * @param isolated nodes that are cut off or down
     * @param answering nodes that still reply to their clients
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
     * Measurement of the session guarantees of a store, over many runs.
     *
     * @param expected expected findings for some of the guarantees
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

    /** Share of the possible cases that a trial runs. */
    enum Coverage {
        /** Every possible case. */
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
     * Trial that runs many small cases, each with the system's nodes in the simulated world. The enumeration generates
     * and judges the cases; the experiment's workload is not used.
     *
     * @param experiment experiment with the system, and the settings that all cases share
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
     * A number among the details of a verdict, with its bounds from theory.
     *
     * @param checker name of the checker that gives the verdict
     * @param figure name of the number among the details of the verdict
     * @param least minimum of the mean according to theory
     * @param most maximum of the mean according to theory
     * @param theory derivation of the bounds, in words
     */
    record Quantity(String checker, String figure, double least, double most, String theory) {}

    /**
     * Measurement of quantities over many runs. The 95 % confidence interval of each mean must be within the bounds
     * from theory. Verdicts of the runs other than these quantities are not judged.
     *
     * @param runs number of runs, at least 2
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
