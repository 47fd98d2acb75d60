package dev.squall.claims;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.fault.Evidence;
import dev.squall.fault.Fault;
import dev.squall.fault.Kill;
import dev.squall.fault.Partition;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.Run;
import dev.squall.run.loop.Script;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.run.loop.Script.ScriptedOperation;
import dev.squall.system.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Trial that measures which nodes still reply to their clients while some nodes are isolated. One client at each node
 * reads and writes one key without pause. Only operations that begin in the middle of the isolation count, when the
 * system has noticed it.
 */
final class AvailabilityTrial {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long ISOLATED_NANOS = 2_000 * MILLISECOND_NANOS;
    private static final long JOINED_NANOS = 8_000 * MILLISECOND_NANOS;
    private static final long END_MILLIS = 9_000;
    private static final long PERIOD_NANOS = 50 * MILLISECOND_NANOS;

    /** Duration that suffices for a system to notice the isolation, and for an operation to time out. */
    private static final long MARGIN_NANOS = 2_000 * MILLISECOND_NANOS;

    private static final double ANSWERING_SHARE_MIN = 0.9;

    /** World in which the script of the trial runs. */
    interface Stage {

        /** Runs the script and judges the recording. */
        Run play(Experiment experiment, Script script);
    }

    private final Trial.Answers trial;
    private final TrialSetup setup;
    private final Stage stage;

    AvailabilityTrial(Trial.Answers trial, TrialSetup setup, Stage stage) {
        this.trial = trial;
        this.setup = setup;
        this.stage = stage;
    }

    TrialResult run() {
        List<String> nodes = setup.experiment().nodeIds();
        Experiment experiment = setup.experiment().toBuilder()
                .concurrency(nodes.size())
                .timeLimitMillis(END_MILLIS)
                .faults()
                .build();
        Script script = new Script(nodes, operations(nodes), faults(nodes), true);
        Run run = stage.play(experiment, script);
        Map<String, Double> shares = shares(run, nodes);
        boolean asExpected = nodes.stream()
                .allMatch(node -> trial.answering().contains(node)
                        ? shares.get(node) >= ANSWERING_SHARE_MIN
                        : shares.get(node) == 0);
        boolean right = run.verdicts().stream().noneMatch(verdict -> verdict.validity() != Validity.VALID);
        boolean hadEffect = run.evidence().stream().allMatch(Evidence::hasEffect);
        Outcome outcome =
                !right ? run.outcome() : !asExpected ? Outcome.VIOLATION : hadEffect ? Outcome.VALID : Outcome.VACUOUS;
        TrialResult result = new TrialResult(
                trial,
                outcome,
                words(shares, run, right),
                1,
                script.operations().size(),
                run.evidence().stream().collect(Collectors.toMap(Evidence::fault, Evidence::effects)),
                0,
                "");
        return experiment.world().isVirtual() ? result.showing(new ShownRun(run, Optional.of(script))) : result;
    }

    private String words(Map<String, Double> shares, Run run, boolean right) {
        if (!right) {
            return run.verdicts().stream()
                    .filter(verdict -> verdict.validity() != Validity.VALID)
                    .map(Verdict::summary)
                    .findFirst()
                    .orElse("");
        }
        List<String> words = new ArrayList<>();
        shares.forEach((node, share) -> words.add(node + " " + Math.round(share * 100) + " %"));
        String how = trial.isolation() == Trial.Isolation.DOWN ? " down: " : " cut off: ";
        return String.join(", ", trial.isolated()) + how + "answered " + String.join(", ", words);
    }

    private static List<ScriptedOperation> operations(List<String> nodes) {
        List<ScriptedOperation> operations = new ArrayList<>();
        long number = 0;
        for (long at = PERIOD_NANOS; at < END_MILLIS * MILLISECOND_NANOS; at += PERIOD_NANOS) {
            for (int client = 0; client < nodes.size(); client++) {
                boolean write = number % 2 == 0;
                operations.add(new ScriptedOperation(
                        at,
                        client,
                        nodes.get(client),
                        write ? "write" : "read",
                        Arrays.asList(0L, write ? number : null)));
                number++;
            }
        }
        return operations;
    }

    private List<ScriptedFault> faults(List<String> nodes) {
        if (trial.isolation() == Trial.Isolation.DOWN) {
            return trial.isolated().stream().map(node -> fault(new Kill(node))).toList();
        }
        List<String> rest = new ArrayList<>(nodes);
        rest.removeAll(trial.isolated());
        Map<String, List<String>> links = new LinkedHashMap<>();
        trial.isolated().forEach(node -> links.put(node, rest));
        rest.forEach(node -> links.put(node, trial.isolated()));
        return List.of(fault(new Partition(links)));
    }

    private static ScriptedFault fault(Fault fault) {
        return new ScriptedFault(ISOLATED_NANOS, JOINED_NANOS, fault);
    }

    /**
     * Returns, for each node, the share of its client's operations that got a reply. Operations count only if they
     * began in the middle of the isolation.
     */
    private static Map<String, Double> shares(Run run, List<String> nodes) {
        Middle middle = Middle.of(run);
        Map<Integer, Operation> open = new HashMap<>();
        Map<String, int[]> begunAndAnswered = new LinkedHashMap<>();
        nodes.forEach(node -> begunAndAnswered.put(node, new int[2]));
        for (Operation operation : run.history().operations()) {
            if (operation.isClient() && operation.type() == Type.INVOKE) {
                open.put(operation.process(), operation);
            } else if (operation.isClient()
                    && middle.holds(open.get(operation.process()).timeNanos())) {
                int[] counts =
                        begunAndAnswered.get(String.valueOf(operation.extras().get("node")));
                counts[0]++;
                counts[1] += operation.type() == Type.OK ? 1 : 0;
            }
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        begunAndAnswered.forEach(
                (node, counts) -> shares.put(node, counts[0] == 0 ? 0 : counts[1] / (double) counts[0]));
        return shares;
    }

    /** Period in which the isolation is certainly in force and the system has noticed it. */
    private record Middle(long fromNanos, long toNanos) {

        /**
         * Returns the period between the first and the next action of the nemesis, shortened by a margin at both ends.
         */
        static Middle of(Run run) {
            List<Long> strikes = run.history().operations().stream()
                    .filter(operation -> !operation.isClient())
                    .map(Operation::timeNanos)
                    .toList();
            long isolatedNanos = strikes.get(0);
            long joinedNanos = strikes.stream()
                    .filter(time -> time - isolatedNanos > 2 * MARGIN_NANOS)
                    .findFirst()
                    .orElse(isolatedNanos);
            return new Middle(isolatedNanos + MARGIN_NANOS, joinedNanos - MARGIN_NANOS);
        }

        boolean holds(long timeNanos) {
            return timeNanos >= fromNanos && timeNanos <= toNanos;
        }
    }
}
