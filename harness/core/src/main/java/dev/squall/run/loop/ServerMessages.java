package dev.squall.run.loop;

import dev.squall.check.Verdict;
import dev.squall.node.Message;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.RawBody;
import dev.squall.world.service.Services;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Count of the messages that servers send to each other and to services, by type. One for each run. */
public final class ServerMessages {

    private static final String CHECKER = "messages";
    private static final String BETWEEN_NODES = "betweenNodes";
    private static final int TYPES_NAMED = 5;

    private final TreeMap<String, Long> byType = new TreeMap<>();
    private long messages;
    private long messagesBetweenNodes;

    ServerMessages() {}

    /** Returns true if the verdicts of a run say that its nodes sent each other nothing, but at most to services. */
    public static boolean areNoneBetweenNodes(List<Verdict> verdicts) {
        return verdicts.stream()
                .anyMatch(verdict -> verdict.checker().equals(CHECKER)
                        && Long.valueOf(0).equals(verdict.details().get(BETWEEN_NODES)));
    }

    /** Takes a message that was sent. */
    void onSent(Message message) {
        if (!Message.isClient(message.source()) && !Message.isClient(message.destination())) {
            messages++;
            if (!Services.isService(message.source()) && !Services.isService(message.destination())) {
                messagesBetweenNodes++;
            }
            byType.merge(type(message), 1L, Long::sum);
        }
    }

    private static String type(Message message) {
        if (!(message.body() instanceof RawBody raw)) {
            return Vocabulary.wireType(message.body().getClass());
        }
        return raw.type().isEmpty() ? "(no type)" : raw.type();
    }

    /**
     * Returns the counts as a verdict that is always valid.
     *
     * @param operations number of operations that clients invoked
     */
    Verdict verdict(long operations) {
        double perOperation = operations == 0 ? 0 : (double) messages / operations;
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("messages", messages);
        details.put(BETWEEN_NODES, messagesBetweenNodes);
        details.put("operations", operations);
        details.put("messagesPerOperation", perOperation);
        details.put("byType", new LinkedHashMap<>(byType));
        List<Map.Entry<String, Long>> most = byType.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
        String types = most.stream()
                .limit(TYPES_NAMED)
                .map(type -> String.format(Locale.ROOT, "%s %,d", type.getKey(), type.getValue()))
                .collect(Collectors.joining(", "));
        String summary = String.format(
                Locale.ROOT,
                "%.2f messages between servers for each operation (%,d for %,d)%s%s",
                perOperation,
                messages,
                operations,
                types.isEmpty() ? "" : ": " + types,
                most.size() > TYPES_NAMED ? ", and " + (most.size() - TYPES_NAMED) + " other types" : "");
        return Verdict.valid(CHECKER, summary, details);
    }
}
