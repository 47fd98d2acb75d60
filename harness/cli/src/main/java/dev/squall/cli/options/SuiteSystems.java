package dev.squall.cli.options;

import dev.squall.experiment.BinaryName;
import dev.squall.experiment.Experiment;
import dev.squall.suite.SuiteReader;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.file.DescribedSystem;
import dev.squall.system.file.SystemFile;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The systems that one suite names: those on the class path, those of system files, and executables. */
public final class SuiteSystems implements SuiteReader.SystemSelector {

    private static final String FOLDER = "{{folder}}";

    private final Path folder;
    private final Map<String, SystemUnderTest> own = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();

    /** @param folder folder of the suite's file, against which paths are resolved */
    public SuiteSystems(Path folder) {
        this.folder = folder;
    }

    /** Returns true if the suite names a system file or an executable, which only this machine has. */
    public boolean haveOwn() {
        return !own.isEmpty();
    }

    /** Returns the system with this name, of the suite or of the class path. */
    public Optional<SystemUnderTest> find(String name) {
        return Optional.ofNullable(own.get(name)).or(() -> Systems.installed().find(name));
    }

    /** Returns the contents of the system files, with which an interrupted suite must be resumed. */
    public String contents() {
        StringBuilder contents = new StringBuilder();
        for (SystemUnderTest system : own.values()) {
            system.deployment().flatMap(it -> it.describedIn()).ifPresent(file -> contents.append(content(file)));
        }
        return contents.toString();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<SystemUnderTest> select(String word) {
        if (!word.endsWith(".yaml") && !word.endsWith(".yml")) {
            return Systems.installed().select(word);
        }
        try {
            SystemUnderTest system = DescribedSystem.of(SystemFile.read(folder.resolve(word), false));
            system.workloads().forEach(Systems.installed()::workload);
            return List.of(add(system));
        } catch (YamlFormatException | WorldException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public SystemUnderTest executable(List<String> command) {
        List<String> words = command.stream()
                .map(word -> word.replace(FOLDER, folder.toString()))
                .toList();
        ExecutableFile.require(words.get(0));
        SystemUnderTest system = SystemUnderTest.executable(
                BinaryName.of(words), Systems.installed().workloadNames());
        List<String> other = commands.putIfAbsent(system.name(), words);
        if (other != null && !other.equals(words)) {
            throw new IllegalArgumentException("the executables " + other + " and " + words + " are both called "
                    + system.name() + "; expected names of their own");
        }
        return add(system);
    }

    /** Returns the system of this name that the suite named first, so that equal systems stay one. */
    private SystemUnderTest add(SystemUnderTest system) {
        if (Systems.installed().find(system.name()).isPresent()) {
            throw new IllegalArgumentException(
                    "the name " + system.name() + " is that of a system of squall list; expected another name");
        }
        SystemUnderTest first = own.putIfAbsent(system.name(), system);
        if (first == null) {
            return system;
        }
        if (!file(first).equals(file(system))) {
            throw new IllegalArgumentException(
                    "two system files describe a system " + system.name() + "; expected names of their own");
        }
        return first;
    }

    private static Optional<Path> file(SystemUnderTest system) {
        return system.deployment().flatMap(it -> it.describedIn());
    }

    /** Options of a suite's experiments. */
    @Command
    private static final class Arguments {

        @Mixin
        private ExperimentOptions options = new ExperimentOptions();
    }

    /** Returns the experiment that {@code squall run} would create from some options; its seed is 0. */
    public Experiment experiment(SystemUnderTest system, WorldKind world, List<String> options) {
        Arguments arguments = new Arguments();
        CommandLine commandLine = CommandLines.configured(new CommandLine(arguments));
        try {
            commandLine.parseArgs(options.toArray(String[]::new));
            List<String> command = commands.getOrDefault(system.name(), List.of());
            Experiment experiment = arguments.options.toExperiment(system, command, world, 0, commandLine);
            SystemOptions.validate(system, experiment, commandLine);
            return experiment;
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
