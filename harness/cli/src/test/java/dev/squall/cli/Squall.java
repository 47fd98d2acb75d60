package dev.squall.cli;

import dev.squall.experiment.RepeatLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Runs commands within this JVM, and keeps what they print. */
public final class Squall {

    private Squall() {}

    /** Exit code and output of a command. */
    public record Result(int exitCode, String out, String err) {

        public String all() {
            return out + err;
        }
    }

    public static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    /** The words of a line as a POSIX shell splits it, as far as {@link RepeatLine} quotes. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
                word = word == null ? new StringBuilder() : word;
            } else if (!quoted && c == ' ') {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
            } else {
                char literal = !quoted && c == '\\' ? line.charAt(++i) : c;
                word = (word == null ? new StringBuilder() : word).append(literal);
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    /** The arguments of the line that repeats a run, without the launcher. */
    public static String[] argumentsOf(String repeatLine) {
        List<String> words = words(repeatLine);
        return words.subList(1, words.size()).toArray(String[]::new);
    }
}
