package dev.squall.cli.options;

import dev.squall.explore.Exploration;
import dev.squall.explore.ScheduleFile;
import dev.squall.run.FileProblem;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Files with a schedule. */
public final class ScheduleFiles {

    private static final long BYTES_MAX = 1L << 20;

    /** Pattern of a field that schedules have, and scenarios in virtual time never. */
    private static final Pattern FIELD = Pattern.compile("(?m)^(calls|losses|duplicates|crashes|timers):");

    private ScheduleFiles() {}

    /** Returns true if a file is a schedule, and not a scenario in virtual time; false if it cannot be read. */
    public static boolean isSchedule(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) <= BYTES_MAX
                    && FIELD.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                            .find();
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws ParameterException if the file cannot be read or is not a schedule */
    public static ScheduleFile read(Path file, CommandLine commandLine) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new YamlFormatException(
                        "this " + (Files.exists(file) ? "is no file" : "does not exist") + "; expected a schedule");
            }
            if (Files.size(file) > BYTES_MAX) {
                throw new YamlFormatException(
                        "this is larger than " + BYTES_MAX + " bytes; expected a schedule of squall explore --save");
            }
            return ScheduleFile.parse(Files.readString(file));
        } catch (IOException e) {
            throw new ParameterException(commandLine, "cannot read the schedule " + file + ": " + FileProblem.of(e), e);
        } catch (YamlFormatException e) {
            throw new ParameterException(commandLine, file + ": " + e.getMessage(), e);
        }
    }

    /** @throws ParameterException if the system of the file cannot be explored within its scope */
    public static Exploration exploration(Path path, ScheduleFile file, CommandLine commandLine) {
        try {
            SystemUnderTest system = Systems.installed().named(file.experiment().system());
            SystemOptions.validate(system, file.experiment(), commandLine);
            return Exploration.ofSchedule(
                    file.experiment(),
                    system,
                    Systems.installed().workload(file.experiment()),
                    file.calls(),
                    file.scope());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, path + ": " + e.getMessage(), e);
        }
    }

    /** @throws ParameterException if {@code file} cannot be written; null is for no file */
    public static void requireWritable(Path file, CommandLine commandLine) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new ParameterException(
                    commandLine,
                    "--save is " + file + ", which cannot be written; expected a file in a folder that can");
        }
    }

    /** @throws WorldException if the file cannot be written; there is no half-written file then */
    public static void write(Path file, String text) {
        try {
            Path partial = Files.createTempFile(file.toAbsolutePath().getParent(), "schedule", ".partial");
            try {
                Files.writeString(partial, text);
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new WorldException("cannot write the schedule " + file + ": " + FileProblem.of(e), e);
        }
    }
}
