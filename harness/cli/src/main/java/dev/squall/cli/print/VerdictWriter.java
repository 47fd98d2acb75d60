package dev.squall.cli.print;

import dev.squall.history.PlainText;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/**
 * Writer to a terminal that shows the words of verdicts in colours: green for what holds, red for a violation, yellow
 * for what is undecided or failed. All other text is escaped as by {@link PlainText#writer}.
 */
public final class VerdictWriter extends PrintWriter {

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RESET = "\u001b[0m";

    private static final Map<String, String> COLORS = Map.ofEntries(
            Map.entry("valid", GREEN),
            Map.entry("confirmed", GREEN),
            Map.entry("survives", GREEN),
            Map.entry("violation", RED),
            Map.entry("refuted?", RED),
            Map.entry("unknown", YELLOW),
            Map.entry("vacuous", YELLOW),
            Map.entry("error", YELLOW));

    private final PrintWriter terminal;

    private VerdictWriter(PrintWriter terminal) {
        super(PlainText.writer(terminal), true);
        this.terminal = terminal;
    }

    /**
     * Returns the writer of a command's output: escaped, and with colours if they are wanted.
     *
     * @param out the output
     * @param isTerminal true if the output is a terminal that can show colours
     * @param environment environment variables; {@code NO_COLOR} with any text disables colours
     */
    public static PrintWriter of(PrintWriter out, boolean isTerminal, Map<String, String> environment) {
        boolean isColored =
                isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return isColored ? new VerdictWriter(out) : new PrintWriter(PlainText.writer(out), true);
    }

    /** Prints a word, in its colour if the output has colours and the word is that of a verdict. */
    public static void print(String word, PrintWriter out) {
        String color = COLORS.get(word.strip().toLowerCase(Locale.ROOT));
        if (color != null && out instanceof VerdictWriter colored) {
            colored.terminal.write(color);
            out.print(word);
            colored.terminal.write(RESET);
        } else {
            out.print(word);
        }
    }
}
