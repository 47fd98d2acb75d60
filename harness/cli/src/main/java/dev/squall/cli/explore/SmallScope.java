package dev.squall.cli.explore;

import dev.squall.cli.options.CommandLines;
import dev.squall.cli.options.ExploreScope;
import dev.squall.experiment.Experiment;
import dev.squall.explore.Exploration;
import dev.squall.system.SystemUnderTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A scope in which a course system is explored completely within seconds, and in which its flawed variants show their
 * flaw.
 *
 * @param options options of {@code squall explore}
 * @param calls operations of the clients, as for {@code --call}; empty if the workload draws them
 */
record SmallScope(List<String> options, List<String> calls) {

    private static final String FILE = "small-scopes.txt";

    /** The options of a scope, as a command. */
    @Command
    private static final class Options {
        @Mixin
        private ExploreScope scope = new ExploreScope();
    }

    /** Returns the scopes of the course systems by the names of the systems. */
    static Map<String, SmallScope> ofCourse() {
        Map<String, SmallScope> scopes = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(SmallScope.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split(" \\| ");
                    SmallScope scope = new SmallScope(
                            List.of(columns[1].trim().split(" +")),
                            Arrays.stream(columns).skip(2).map(String::trim).toList());
                    Arrays.stream(columns[0].split(",")).forEach(name -> scopes.put(name.trim(), scope));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scopes;
    }

    /** Returns what is explored of a system. */
    Exploration exploration(SystemUnderTest system) {
        Options parsed = new Options();
        CommandLines.configured(new CommandLine(parsed)).parseArgs(arguments().toArray(String[]::new));
        Experiment experiment = parsed.scope.experiment(system);
        return parsed.scope.exploration(experiment, system);
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(options);
        for (String call : calls) {
            arguments.add("--call");
            arguments.add(call);
        }
        return arguments;
    }

    /** Returns the command that repeats the exploration of a system. */
    String command(String system) {
        StringBuilder command = new StringBuilder("./squall explore ").append(system);
        options.forEach(option -> command.append(' ').append(option));
        calls.forEach(call -> command.append(" --call '").append(call).append('\''));
        return command.toString();
    }
}
