package dev.squall.history.format;

import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * History read from a file, with facts about the file for the user.
 *
 * @param format name of the format, such as {@code Jepsen's EDN}
 * @param lines the number of lines of the text
 * @param passedOver the number of lines that are not operations
 * @param truncated true if the last line was incomplete and was dropped
 * @param byTime the same operations in order of time; empty if the lines are in that order or indexes define the order
 * @param notes messages for the user about reordered lines and renamed processes
 */
public record RecordedHistory(
        History history,
        String format,
        int lines,
        int passedOver,
        boolean truncated,
        Optional<History> byTime,
        List<String> notes) {

    /** Returns the number of client operations. */
    public long operations() {
        return history.operations().stream()
                .filter(operation -> operation.isClient() && operation.type() == Operation.Type.INVOKE)
                .count();
    }

    /** Returns a sentence with the numbers of lines, invocations, completions and nemesis operations. */
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

    /** Returns a copy with one more note. */
    public RecordedHistory withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new RecordedHistory(history, format, lines, passedOver, truncated, byTime, List.copyOf(all));
    }
}
