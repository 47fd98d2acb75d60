package dev.squall.node.host;

import dev.squall.node.NodeProgram;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments of a host's process, described by {@link #USAGE}. */
final class HostArguments {

    static final String USAGE = "usage: PROGRAM --storage DIR [--no-fsync] [--seed N] [KEY=VALUE...], where"
            + " PROGRAM is the class name of a " + NodeProgram.class.getName();

    private final Map<String, String> options = new LinkedHashMap<>();
    private String programName;
    private Path storage;
    private boolean forced = true;
    private long seed;

    private HostArguments() {}

    /** @throws IllegalArgumentException if the arguments are not valid; the message says what is expected */
    static HostArguments parse(String[] arguments) {
        HostArguments parsed = new HostArguments();
        parsed.read(arguments);
        return parsed;
    }

    Map<String, String> options() {
        return options;
    }

    HostSettings settings() {
        return new HostSettings(storage, forced, seed);
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            switch (argument) {
                case "--storage" -> storage = Path.of(value(arguments, ++i));
                case "--seed" -> seed = number(value(arguments, ++i));
                case "--no-fsync" -> forced = false;
                default -> positional(argument);
            }
        }
        if (programName == null || storage == null) {
            throw new IllegalArgumentException(
                    (programName == null ? "no PROGRAM given; " : "no --storage given; ") + USAGE);
        }
    }

    private void positional(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0 && programName != null) {
            options.put(argument.substring(0, equals), argument.substring(equals + 1));
        } else if (programName == null && !argument.startsWith("-")) {
            programName = argument;
        } else {
            throw new IllegalArgumentException("unknown argument " + argument + "; " + USAGE);
        }
    }

    private static String value(String[] arguments, int index) {
        if (index == arguments.length) {
            throw new IllegalArgumentException("no value after " + arguments[index - 1] + "; " + USAGE);
        }
        return arguments[index];
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--seed is " + text + ", expected an integer; " + USAGE, e);
        }
    }

    /** @throws IllegalArgumentException if there is no such program */
    NodeProgram program() {
        try {
            return Class.forName(programName)
                    .asSubclass(NodeProgram.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    programName + " is no program (" + e + "): expected the name of a public class on the class path"
                            + " that implements " + NodeProgram.class.getName()
                            + " and has a public constructor without arguments",
                    e);
        }
    }
}
