package dev.squall.suite;

import dev.squall.check.Budget;
import dev.squall.experiment.Durations;
import dev.squall.experiment.Experiment;
import dev.squall.run.Worlds;
import dev.squall.system.Deployment;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.yaml.YamlFields;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.system.yaml.YamlNode;
import dev.squall.world.WorldKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reader of suites; {@code harness/suites/README.md} specifies the format. */
public final class SuiteReader {

    /** Fields of a suite that become command-line options of the same names. */
    private static final List<String> SETTINGS = List.of(
            "workload",
            "nodes",
            "concurrency",
            "rate",
            "time-limit",
            "nemesis-interval",
            "latency",
            "latency-dist",
            "operation-timeout",
            "recovery-bound",
            "min-ok",
            "min-ok-percent",
            "min-ok-tries");

    private static final String EXECUTABLE = "bin";
    private static final String FAULTS = "faults";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int SEEDS_MAX = 100_000;
    private static final int RERUNS_MAX = 100;
    private static final int EXPERIMENTS_MAX = 10_000;

    private final SystemSelector systems;
    private final ExperimentMaker experiments;

    /** Factory of experiments from command-line options. */
    @FunctionalInterface
    public interface ExperimentMaker {

        /**
         * Returns the experiment that {@code squall run} would create from some options; its seed is ignored.
         *
         * @param options words of the command line, such as {@code --nodes 5}
         * @throws IllegalArgumentException if {@code squall run} would reject the options; the message is one sentence
         */
        Experiment make(SystemUnderTest system, WorldKind world, List<String> options);
    }

    /** Finder of the systems that a suite names. */
    @FunctionalInterface
    public interface SystemSelector {

        /**
         * Returns the systems that a word selects; an empty list if the word selects nothing.
         *
         * @throws IllegalArgumentException if the word names a system file that cannot be used; the message is one
         *     sentence
         */
        List<SystemUnderTest> select(String word);

        /**
         * Returns a user's own executable as a system.
         *
         * @param command the executable and its arguments
         * @throws IllegalArgumentException if the executable cannot be used; the message is one sentence
         */
        default SystemUnderTest executable(List<String> command) {
            throw new IllegalArgumentException("found the executable " + command + "; expected systems");
        }
    }

    /** @param systems finds the systems that the suite names */
    public SuiteReader(SystemSelector systems, ExperimentMaker experiments) {
        this.systems = systems;
        this.experiments = experiments;
    }

    /**
     * Parses a suite.
     *
     * @throws YamlFormatException if the text is not a valid suite
     */
    public Suite read(String text) {
        YamlFields head = new YamlFields(YamlNode.parse(text), Map.of());
        String suite = name(head, "suite");
        Map<String, YamlNode> defaults =
                head.has("defaults") ? new YamlFields(head.required("defaults"), Map.of()).all() : Map.of();
        List<YamlFields> experiments = head.maps("experiments", defaults);
        head.requireNoOther();
        List<Cell> cells = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (YamlFields experiment : experiments) {
            String name = name(experiment, "name");
            if (!names.add(name)) {
                throw experiment.wrong("name", name + " a second time", "a name of its own for each experiment");
            }
            cells.addAll(cells(name, experiment));
        }
        if (cells.size() > EXPERIMENTS_MAX) {
            throw head.failure(
                    "experiments", "found a matrix of " + cells.size() + " cells; expected at most " + EXPERIMENTS_MAX);
        }
        return new Suite(suite, cells);
    }

    private static String name(YamlFields fields, String field) {
        String name = fields.text(field);
        if (!NAME.matcher(name).matches()) {
            throw fields.wrong(field, name, "letters, digits, dots, hyphens and underscores, at most 64");
        }
        return name;
    }

    private List<Cell> cells(String name, YamlFields fields) {
        boolean isExecutable = fields.has(EXECUTABLE);
        List<SystemUnderTest> systems = isExecutable ? List.of(executable(fields)) : systems(fields);
        Optional<List<WorldKind>> worlds =
                worlds(fields).or(() -> isExecutable ? Optional.of(List.of(WorldKind.PROCESS)) : Optional.empty());
        List<String> mixes = fields.has(FAULTS) ? fields.texts(FAULTS) : List.of(isExecutable ? "none" : "all");
        boolean swarm = fields.flag("swarm", true);
        boolean isListed =
                fields.has("seeds") && fields.required("seeds").value().orElse(null) instanceof List<?>;
        List<Long> given = isListed ? seeds(fields) : List.of();
        int fresh = isListed ? 0 : fields.whole("seeds", 1, 1, SEEDS_MAX);
        Policy policy = policy(fields);
        Map<String, List<String>> settings = settings(fields);
        fields.requireNoOther();
        List<Cell> cells = new ArrayList<>();
        for (SystemUnderTest system : systems) {
            for (WorldKind world : worlds.orElseGet(() -> List.of(usualWorld(system)))) {
                for (String mix : mixes) {
                    Experiment base = experiment(fields, system, world, mix, settings);
                    cells.add(new Cell(name, mix.replace(',', '+'), base, swarm, given, fresh, policy));
                }
            }
        }
        return cells;
    }

    private List<SystemUnderTest> systems(YamlFields fields) {
        Set<SystemUnderTest> found = new LinkedHashSet<>();
        for (String word : fields.texts("systems")) {
            List<SystemUnderTest> selected = attempt(fields, "systems", () -> systems.select(word));
            if (selected.isEmpty()) {
                throw fields.wrong(
                        "systems",
                        word,
                        "systems of squall list, a topic of them, all-sound, all-flawed, or a system file (*.yaml)");
            }
            found.addAll(selected);
        }
        return List.copyOf(found);
    }

    private SystemUnderTest executable(YamlFields fields) {
        if (fields.has("systems")) {
            throw fields.wrong(EXECUTABLE, "bin and systems", "one of them; a bin in defaults counts too");
        }
        List<String> command = fields.words(EXECUTABLE, "the executable and its arguments, such as [./node, --fast]");
        return attempt(fields, EXECUTABLE, () -> systems.executable(command));
    }

    /** Returns the world in which a system runs if the suite does not say it. */
    private static WorldKind usualWorld(SystemUnderTest system) {
        return system.deployment().map(Deployment::world).orElse(WorldKind.SIMULATED);
    }

    /** Returns the worlds that the suite names; empty if it names none. */
    private static Optional<List<WorldKind>> worlds(YamlFields fields) {
        if (!fields.has("worlds")) {
            return Optional.empty();
        }
        List<WorldKind> worlds = new ArrayList<>();
        for (String name : fields.texts("worlds")) {
            try {
                worlds.add(Worlds.named(name));
            } catch (IllegalArgumentException e) {
                throw fields.wrong("worlds", name, "some of " + String.join(", ", Worlds.names()));
            }
        }
        return Optional.of(worlds);
    }

    private static List<Long> seeds(YamlFields fields) {
        List<Long> seeds = new ArrayList<>();
        for (String seed : fields.texts("seeds")) {
            if (!seed.matches("-?\\d{1,18}")) {
                throw fields.wrong("seeds", seed, "how many fresh ones, or a list of whole numbers");
            }
            seeds.add(Long.parseLong(seed));
        }
        return seeds;
    }

    private static Policy policy(YamlFields fields) {
        Duration checkTimeout = Budget.DEFAULT.time();
        if (fields.has("check-timeout")) {
            try {
                checkTimeout = Durations.parse(fields.text("check-timeout"));
            } catch (IllegalArgumentException e) {
                throw fields.failure("check-timeout", e.getMessage());
            }
        }
        return new Policy(
                new Budget(checkTimeout, Budget.DEFAULT.memoryBytes()),
                fields.whole("reruns", 1, 0, RERUNS_MAX),
                fields.whole("failures-max", 3, 1, SEEDS_MAX),
                fields.share("proving-share-min", 0.5),
                fields.flag("required", false));
    }

    /** Returns command-line options by the field of the suite that contains them. */
    private static Map<String, List<String>> settings(YamlFields fields) {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (String field : SETTINGS) {
            if (fields.has(field)) {
                settings.put(field, List.of("--" + field, fields.text(field)));
            }
        }
        List<String> options = new ArrayList<>();
        fields.options("options").forEach((name, value) -> options.addAll(List.of("--option", name + "=" + value)));
        if (!options.isEmpty()) {
            settings.put("options", options);
        }
        return settings;
    }

    private Experiment experiment(
            YamlFields fields,
            SystemUnderTest system,
            WorldKind world,
            String mix,
            Map<String, List<String>> settings) {
        Map<String, List<String>> all = new LinkedHashMap<>(settings);
        all.put(FAULTS, List.of("--faults", mix));
        // Tries each option alone first, so that an error message can name the line of the option.
        all.forEach((field, options) -> attempt(fields, field, system, world, options));
        List<String> together = all.values().stream().flatMap(List::stream).toList();
        return attempt(fields, "name", system, world, together);
    }

    private Experiment attempt(
            YamlFields fields, String field, SystemUnderTest system, WorldKind world, List<String> options) {
        return attempt(fields, field, () -> experiments.make(system, world, options));
    }

    private static <T> T attempt(YamlFields fields, String field, Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw fields.failure(field, e.getMessage());
        }
    }
}
