package dev.squall.experiment;

import dev.squall.fault.FaultFamily;
import dev.squall.world.Latency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Command line that repeats a run. The command line is complete: it does not depend on default values. */
public final class RepeatLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    /** System property with the jars of a user's own systems; set by the launcher. */
    private static final String CLASS_PATH_PROPERTY = "squall.class.path";

    private RepeatLine() {}

    /** Returns the command line that repeats an experiment. */
    public static String of(Experiment experiment) {
        List<String> words = new ArrayList<>(List.of("./squall", "run"));
        String jars = System.getProperty(CLASS_PATH_PROPERTY);
        if (jars != null) {
            add(words, "--class-path", jars);
        }
        if (!experiment.systemFile().isEmpty()) {
            add(words, "--system", experiment.systemFile());
        } else if (experiment.binary().isEmpty()) {
            words.add(experiment.system());
        } else {
            add(words, "--bin", experiment.binary().get(0));
            if (!experiment.system().equals(BinaryName.of(experiment.binary()))) {
                add(words, "--name", experiment.system());
            }
        }
        add(words, "--world", experiment.world());
        add(words, "--workload", experiment.workload());
        add(
                words,
                "--nodes",
                experiment.nodeNames().isEmpty() ? experiment.nodeCount() : String.join(",", experiment.nodeNames()));
        add(words, "--concurrency", experiment.concurrency());
        add(words, "--rate", number(experiment.ratePerSecond()));
        add(words, "--time-limit", Durations.format(experiment.timeLimitMillis()));
        add(words, "--faults", experiment.faults().isEmpty() ? "none" : faults(experiment));
        add(words, "--nemesis-interval", Durations.format(experiment.nemesisIntervalMillis()));
        add(words, "--latency", number(experiment.latencyMillis()));
        if (experiment.latencyDistribution() != Latency.Distribution.UNIFORM) {
            add(words, "--latency-dist", experiment.latencyDistribution().optionName());
        }
        add(words, "--operation-timeout", Durations.format(experiment.operationTimeoutMillis()));
        add(words, "--recovery-bound", Durations.format(experiment.recoveryBoundMillis()));
        addSuccesses(words, experiment.successes());
        if (experiment.stopOnViolation()) {
            words.add("--stop-on-violation");
        }
        experiment.systemOptions().forEach((name, value) -> add(words, "--option", name + "=" + value));
        add(words, "--seed", experiment.seed());
        if (experiment.binary().size() > 1) {
            words.add("--");
            words.addAll(experiment.binary().subList(1, experiment.binary().size()));
        }
        return String.join(" ", words.stream().map(RepeatLine::quote).toList());
    }

    private static String faults(Experiment experiment) {
        return experiment.faults().stream().map(FaultFamily::faultName).collect(Collectors.joining(","));
    }

    /** Returns the command line that repeats a scenario. */
    public static String ofScenario(Path file) {
        return "./squall run --scenario " + quote(file.toString());
    }

    private static void addSuccesses(List<String> words, Successes least) {
        if (least.operations() != Successes.DEFAULT.operations()) {
            add(words, "--min-ok", least.operations());
        }
        if (least.percent() != Successes.DEFAULT.percent()) {
            add(words, "--min-ok-percent", number(least.percent()));
        }
        if (least.tries() != Successes.DEFAULT.tries()) {
            add(words, "--min-ok-tries", least.tries());
        }
    }

    private static void add(List<String> words, String option, Object value) {
        words.add(option);
        words.add(value.toString());
    }

    /** Returns a number in text form, without a fraction if it is whole. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Returns a word, quoted for a POSIX shell if necessary. */
    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
