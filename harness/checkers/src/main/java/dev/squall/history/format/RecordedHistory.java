package dev.squall.history.format;

import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * History from a file, and how the lines of the file became its operations.
 *
 * @param format name of the format, such as {@code Jepsen's EDN}
 * @param lines lines of the text
 * @param passedOver lines that are no operations
 * @param truncated whether a last line was cut short, and left out
 * @param byTime the same operations in the order of their times, where lines stand in another order and no index
 *     decides
 * @param notes sentences on what was made of the lines
 */
public record RecordedHistory(
        History history,
        String format,
        int lines,
        int passedOver,
        boolean truncated,
        Optional<History> byTime,
        List<String> notes) {

    /** Returns the number of operations of clients. */
    public long operations() {
        return history.operations().stream()
                .filter(operation -> operation.isClient() && operation.type() == Operation.Type.INVOKE)
                .count();
    }

    /** Returns a sentence that says how many lines became how many operations. */
    public String words() {
        long completions = history.operations().stream()
                .filter(operation -> operation.isClient() && operation.type() != Operation.Type.INVOKE)
                .count();
        long nemesis = history.size() - operations() - completions;
        String others = passedOver == 0 ? "" : String.format(Locale.ROOT, "; %,d lines hold no operation", passedOver);
        return String.format(
                Locale.ROOT,
                "%,d lines of %s: %,d invocations, %,d completions, %,d of the nemesis%s",
                lines,
                format,
                operations(),
                completions,
                nemesis,
                others);
    }

    /** Returns this reading with one more note. */
    public RecordedHistory withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new RecordedHistory(history, format, lines, passedOver, truncated, byTime, List.copyOf(all));
    }
}
