package dev.squall.run.cluster;

import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.HistoryReader;
import dev.squall.history.Operation;
import dev.squall.history.Values;
import java.util.List;
import java.util.Optional;

/**
 * Line with an operation of a history that is read in splits, where the two ends of an operation may be far apart.
 *
 * @param key key of the operation as EDN, so that equal keys have equal text; empty text in a history without keys;
 *     null for an operation of the nemesis
 */
public record KeyedLine(String key) {

    /**
     * Returns the operation of a line; empty if the line has none.
     *
     * @throws HistoryFormatException if the line is not one operation, or the operation has no key
     */
    public static Optional<KeyedLine> read(String line, boolean keyed) {
        return HistoryReader.parseLine(line)
                .map(operation -> new KeyedLine(!operation.isClient() ? null : keyed ? keyOf(operation) : ""));
    }

    private static String keyOf(Operation operation) {
        if (operation.value() instanceof List<?> list && isKeyed(operation.function(), list.size())) {
            return EdnWriter.toEdn(Values.normal(list.get(0)));
        }
        throw new HistoryFormatException("found " + operation.function() + " by process " + operation.process()
                + " with the value " + EdnWriter.toEdn(operation.value())
                + ", expected [key value] in invocations and completions, for the history is read in splits");
    }

    private static boolean isKeyed(String function, int size) {
        return size == 2 || size == 3 && function.equals("cas");
    }
}
