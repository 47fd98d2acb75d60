package dev.squall.cli.print;

import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import java.io.PrintWriter;
import java.util.List;

/** The operations that show a violation, in the history's format, as a person can read them. */
final class OperationsText {

    private static final int OPERATIONS_MAX = 20;
    private static final int COLUMNS_MAX = 400;

    private OperationsText() {}

    /**
     * Prints the first operations. Long ones are cut, since the history has them whole.
     *
     * @param indices positions in the history
     */
    static void print(History history, List<Integer> indices, PrintWriter out) {
        out.println("  the operations that show it:");
        for (int index : indices.subList(0, Math.min(OPERATIONS_MAX, indices.size()))) {
            StringBuilder line = new StringBuilder();
            HistoryWriter.append(line, history.get(index));
            String text = line.toString().stripTrailing();
            out.println("    " + (text.length() <= COLUMNS_MAX ? text : cut(text)));
        }
        if (indices.size() > OPERATIONS_MAX) {
            out.printf("    and %,d more%n", indices.size() - OPERATIONS_MAX);
        }
    }

    private static String cut(String text) {
        return text.substring(0, COLUMNS_MAX)
                + String.format(" ... (%,d more characters)", text.length() - COLUMNS_MAX);
    }
}
