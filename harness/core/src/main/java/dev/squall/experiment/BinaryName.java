package dev.squall.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of executables for verdicts and folders. */
public final class BinaryName {

    private static final int CHARACTERS_MAX = 60;

    /** Programs that run the node that their first argument names. */
    private static final Pattern INTERPRETER =
            Pattern.compile("(python|pypy|ruby|node|nodejs|perl|php|lua|bb|sh|bash|deno|bun|java|env)[0-9.]*");

    private static final Set<String> JAVA_OPTIONS = Set.of("-jar", "-cp", "-classpath", "--class-path");

    private BinaryName() {}

    /**
     * Returns the name of a node's program: its script if an interpreter runs it, and its arguments.
     *
     * @param command the program and its arguments
     */
    public static String of(List<String> command) {
        List<String> words = new ArrayList<>(command);
        if (words.size() > 1 && INTERPRETER.matcher(fileName(words.get(0))).matches()) {
            words.remove(0);
            words.removeIf(word -> JAVA_OPTIONS.contains(word));
        }
        String name = String.join("-", words.stream().map(BinaryName::fileName).toList())
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("-{2,}", "-")
                .replaceAll("^[-.]+|-+$", "");
        String shortened = name.length() > CHARACTERS_MAX ? name.substring(0, CHARACTERS_MAX) : name;
        return shortened.isEmpty() ? "node" : shortened;
    }

    private static String fileName(String word) {
        Path name = word.indexOf('\0') >= 0 ? null : Path.of(word).getFileName();
        return name == null ? "" : name.toString();
    }
}
