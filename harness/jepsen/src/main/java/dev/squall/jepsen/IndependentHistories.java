package dev.squall.jepsen;

import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryWriter;
import dev.squall.history.Operation;
import dev.squall.history.Values;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writer of the histories of independent objects, one file each, in the form of {@code jepsen.independent}. Each
 * history has the operations on one key, with values without the key, and all operations of the nemesis. Operations
 * keep their indexes in the whole history. The files serve tools without support for keys, such as Knossos' command
 * line.
 */
final class IndependentHistories {

    /** Folder of {@code jepsen.independent} in a run's folder. */
    private static final String FOLDER = "independent";

    private IndependentHistories() {}

    /**
     * Writes {@code independent/KEY/history.edn} for every key. Writes nothing if the history has no keys.
     *
     * @param folder the run's folder in the store
     */
    static void write(History history, Path folder) throws IOException {
        if (!isKeyed(history)) {
            return;
        }
        for (Map.Entry<Object, List<Operation>> ofKey : byKey(history).entrySet()) {
            // Encodes dots, because the key '..' would lead out of the store's folder.
            String name = URLEncoder.encode(EdnWriter.toEdn(ofKey.getKey()), StandardCharsets.UTF_8)
                    .replace(".", "%2E");
            Path object = Files.createDirectories(folder.resolve(FOLDER).resolve(name));
            StringBuilder text = new StringBuilder();
            for (Operation operation : ofKey.getValue()) {
                HistoryWriter.append(text, operation.isClient() ? withoutKey(operation) : operation);
            }
            Files.writeString(object.resolve("history.edn"), text);
        }
    }

    /**
     * Returns true if every value is a pair, also in completions. A compare-and-set may be a pair without a key, and so
     * may a transaction of two steps.
     */
    private static boolean isKeyed(History history) {
        List<Operation> operations =
                history.operations().stream().filter(Operation::isClient).toList();
        return operations.stream().noneMatch(operation -> operation.function().equals("txn"))
                && operations.stream()
                        .anyMatch(operation -> !operation.function().equals("cas"))
                && operations.stream()
                        .allMatch(operation -> operation.value() instanceof List<?> pair && pair.size() == 2);
    }

    private static Map<Object, List<Operation>> byKey(History history) {
        Map<Object, List<Operation>> byKey = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                byKey.putIfAbsent(key(operation), new ArrayList<>());
            }
        }
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                byKey.get(key(operation)).add(operation);
            } else {
                byKey.values().forEach(ofKey -> ofKey.add(operation));
            }
        }
        return byKey;
    }

    private static Object key(Operation operation) {
        return Values.normal(((List<?>) operation.value()).get(0));
    }

    private static Operation withoutKey(Operation operation) {
        return new Operation(
                operation.index(),
                operation.timeNanos(),
                operation.type(),
                operation.process(),
                operation.function(),
                ((List<?>) operation.value()).get(1),
                operation.extras());
    }
}
