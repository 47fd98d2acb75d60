package dev.squall.system;

import dev.squall.experiment.Durations;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.world.Latency;
import dev.squall.world.WorldKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Experiment on a named system, before its world and seed are chosen. Values that are not set have the system's
 * defaults. Drafts are immutable. Two drafts are equal if the same values were set in the same order.
 */
public final class ExperimentDraft {

    private static final String FAULTS = "--faults";
    private static final String LATENCY = "--latency";
    private static final String NODES = "--nodes";
    private static final String OPTION = "--option";
    private static final String WORKLOAD = "--workload";

    /** A number of client threads for each node. */
    private record PerNode(int clients) {
        @Override
        public String toString() {
            return clients + "n";
        }
    }

    private final String system;
    /** The explicitly set values by command-line option, in the order in which they were set. */
    private final Map<String, Object> values;

    private ExperimentDraft(String system, Map<String, Object> values) {
        this.system = system;
        this.values = Collections.unmodifiableMap(values);
    }

    /** Returns a draft without any explicit value. */
    public static ExperimentDraft on(String system) {
        return new ExperimentDraft(system, new LinkedHashMap<>());
    }

    private ExperimentDraft with(String option, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(option, value);
        return new ExperimentDraft(system, copy);
    }

    public ExperimentDraft nodeCount(int nodes) {
        return with(NODES, nodes);
    }

    /** Sets the names of the nodes, and so their number. */
    public ExperimentDraft nodeNames(List<String> names) {
        return with(NODES, String.join(",", names));
    }

    /** Sets the number of client threads of all nodes together. */
    public ExperimentDraft concurrency(int clients) {
        return with("--concurrency", clients);
    }

    public ExperimentDraft clientsPerNode(int clients) {
        return with("--concurrency", new PerNode(clients));
    }

    public ExperimentDraft ratePerSecond(double operationsPerSecond) {
        return with("--rate", operationsPerSecond);
    }

    public ExperimentDraft timeLimitMillis(long millis) {
        return with("--time-limit", Duration.ofMillis(millis));
    }

    /** Sets the families of faults; without arguments the experiment has no faults. */
    public ExperimentDraft faults(FaultFamily... families) {
        return with(FAULTS, List.of(families));
    }

    /** Gives every run all faults. By default each run draws a subset of the faults, their frequency and a rate. */
    public ExperimentDraft withoutSwarm() {
        return with("--no-swarm", true);
    }

    public ExperimentDraft nemesisIntervalMillis(long millis) {
        return with("--nemesis-interval", Duration.ofMillis(millis));
    }

    public ExperimentDraft latencyMillis(double millis) {
        return with(LATENCY, millis);
    }

    public ExperimentDraft latencyDistribution(Latency.Distribution shape) {
        return with("--latency-dist", shape);
    }

    public ExperimentDraft operationTimeoutMillis(long millis) {
        return with("--operation-timeout", Duration.ofMillis(millis));
    }

    public ExperimentDraft recoveryBoundMillis(long millis) {
        return with("--recovery-bound", Duration.ofMillis(millis));
    }

    public ExperimentDraft stopOnViolation() {
        return with("--stop-on-violation", true);
    }

    public ExperimentDraft workload(String name) {
        return with(WORKLOAD, name);
    }

    /** Sets one option of the system itself. */
    public ExperimentDraft option(String name, Object value) {
        Map<String, String> options = new LinkedHashMap<>(get(OPTION, Map.of()));
        options.put(name, value.toString());
        return with(OPTION, options);
    }

    /** Returns the name of the system under test. */
    public String system() {
        return system;
    }

    /** Returns true if each run draws a random subset of the faults. */
    public boolean isSwarm() {
        return !values.containsKey("--no-swarm");
    }

    /** Returns true if the faults are set explicitly, rather than the system's usual ones. */
    public boolean namesFaults() {
        return values.containsKey(FAULTS);
    }

    /** Returns the arguments of {@code squall sweep} for this experiment, in the order in which the values were set. */
    public String line() {
        return system
                + values.entrySet().stream()
                        .map(entry -> " " + words(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
    }

    private static String words(String option, Object value) {
        if (value instanceof Map<?, ?> options) {
            return options.entrySet().stream()
                    .map(entry -> option + " " + entry)
                    .collect(Collectors.joining(" "));
        } else if (value instanceof Boolean) {
            return option;
        } else if (value instanceof List<?> faults) {
            return option + " "
                    + (faults.isEmpty()
                            ? "none"
                            : faults.stream().map(Object::toString).collect(Collectors.joining(",")));
        } else if (value instanceof Duration time) {
            return option + " " + Durations.format(time.toMillis());
        } else if (value instanceof Double number && number == Math.rint(number)) {
            return option + " " + number.longValue();
        } else if (value instanceof Latency.Distribution shape) {
            return option + " " + shape.optionName();
        }
        return option + " " + value;
    }

    @SuppressWarnings("unchecked")
    private <T> T get(String option, T unset) {
        return (T) values.getOrDefault(option, unset);
    }

    private <T> void ifSet(String option, Consumer<T> action) {
        T value = get(option, null);
        if (value != null) {
            action.accept(value);
        }
    }

    private void ifTimeSet(String option, LongConsumer action) {
        this.<Duration>ifSet(option, time -> action.accept(time.toMillis()));
    }

    /**
     * Completes the draft with a world, a seed and default values.
     *
     * @param of the system with this draft's name
     * @throws IllegalArgumentException if the values contradict each other, or the system does not support the workload
     */
    public Experiment toExperiment(SystemUnderTest of, WorldKind world, long seed) {
        int usualNodeCount = of.deployment().map(Deployment::usualNodeCount).orElse(Experiment.Builder.NODES);
        Object nodes = get(NODES, (Object) usualNodeCount);
        List<String> given = nodes instanceof String text ? List.of(text.split(",")) : List.of();
        List<String> names = names(of, given);
        int nodeCount = names.isEmpty() ? (Integer) nodes : names.size();
        Experiment.Builder experiment = Experiment.builder(of.name(), workload(of))
                .systemOptions(get(OPTION, Map.of()))
                .world(world)
                .nodeCount(nodeCount)
                .faults(faults(of))
                .stopOnViolation(values.containsKey("--stop-on-violation"))
                .systemFile(of.deployment()
                        .flatMap(Deployment::describedIn)
                        .map(Path::toString)
                        .orElse(""))
                .seed(seed);
        if (!names.isEmpty()) {
            experiment.nodeNames(names);
        }
        ifSet("--concurrency", clients -> experiment.concurrency(clientCount(clients, nodeCount)));
        this.<Double>ifSet("--rate", experiment::ratePerSecond);
        ifTimeSet("--time-limit", experiment::timeLimitMillis);
        ifTimeSet("--nemesis-interval", experiment::nemesisIntervalMillis);
        this.<Double>ifSet(LATENCY, experiment::latencyMillis);
        this.<Latency.Distribution>ifSet("--latency-dist", experiment::latencyDistribution);
        ifTimeSet("--operation-timeout", experiment::operationTimeoutMillis);
        ifTimeSet("--recovery-bound", experiment::recoveryBoundMillis);
        return experiment.build();
    }

    private List<String> names(SystemUnderTest of, List<String> given) {
        List<String> fixed = of.deployment().map(Deployment::nodeNames).orElse(List.of());
        if (!fixed.isEmpty() && values.containsKey(NODES) && !given.equals(fixed)) {
            throw new IllegalArgumentException("the nodes of " + of.name() + " are " + String.join(",", fixed)
                    + ", and --nodes is " + get(NODES, (Object) "") + "; expected no --nodes");
        }
        return fixed.isEmpty() ? given : fixed;
    }

    private static int clientCount(Object clients, int nodeCount) {
        long count = clients instanceof PerNode perNode ? (long) perNode.clients() * nodeCount : (Integer) clients;
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, count));
    }

    private String workload(SystemUnderTest of) {
        String workload = get(WORKLOAD, of.workloads().get(0));
        if (!of.workloads().contains(workload)) {
            throw new IllegalArgumentException("the workload '" + workload + "' is not one of " + of.name()
                    + "; "
                    + NearestNames.didYouMean(
                            workload, of.workloads(), "expected one of " + String.join(", ", of.workloads())));
        }
        return workload;
    }

    private List<FaultFamily> faults(SystemUnderTest of) {
        return namesFaults()
                ? this.<List<FaultFamily>>get(FAULTS, List.of()).stream()
                        .distinct()
                        .toList()
                : of.usualFaults();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExperimentDraft draft && line().equals(draft.line());
    }

    @Override
    public int hashCode() {
        return line().hashCode();
    }

    @Override
    public String toString() {
        return line();
    }
}
