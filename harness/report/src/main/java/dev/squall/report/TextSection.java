package dev.squall.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.report.page.Html;
import dev.squall.report.page.HtmlTable;
import dev.squall.report.page.Section;
import dev.squall.report.recorded.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Section with the text at each replica over time, for runs of collaborative text. The section rebuilds the texts from
 * the facts {@code inserting} and {@code applied}, and shows at most {@value #ROWS_MAX} instants.
 */
final class TextSection {

    private static final int ROWS_MAX = 24;
    private static final int SHOWN_AT_BEGINNING = 48;
    private static final int SHOWN_AT_END = 24;

    /** A character in a replica's text, linked to the next one. */
    private static final class Letter {
        private final String value;
        private Letter previous;
        private Letter next;

        private Letter(String value) {
            this.value = value;
        }
    }

    /** The text of one replica. */
    private static final class Replica {
        private final Map<String, Letter> letters = new HashMap<>();
        private final Letter begin = new Letter("");

        private void place(String id, String value, String after) {
            Letter left = letters.getOrDefault(after, begin);
            Letter letter = new Letter(value);
            letter.previous = left;
            letter.next = left.next;
            if (left.next != null) {
                left.next.previous = letter;
            }
            left.next = letter;
            letters.put(id, letter);
        }

        private void remove(String id) {
            Letter letter = letters.remove(id);
            if (letter != null) {
                letter.previous.next = letter.next;
                if (letter.next != null) {
                    letter.next.previous = letter.previous;
                }
            }
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (Letter letter = begin.next; letter != null; letter = letter.next) {
                text.append(letter.value);
            }
            return text.toString();
        }
    }

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Replica> replicas = new TreeMap<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final long factCount;
    private long seen;

    private TextSection(long factCount) {
        this.factCount = factCount;
    }

    /** Returns the section; empty if the nodes noted no texts. */
    static Optional<Section> of(RunRecord run) {
        long[] count = new long[1];
        Map<String, Replica> nodes = new TreeMap<>();
        run.forEachFact(line -> {
            if (isApplied(line.path("fact"))) {
                count[0]++;
                nodes.put(line.path("node").asText(), new Replica());
            }
        });
        if (count[0] == 0) {
            return Optional.empty();
        }
        TextSection section = new TextSection(count[0]);
        section.replicas.putAll(nodes);
        run.forEachFact(section::accept);
        return Optional.of(new Section("text", "Text at each replica", section.html(), List.of()));
    }

    /** Facts of other systems may have the same type, but they place no characters. */
    private static boolean isApplied(JsonNode fact) {
        return fact.path("type").asText().equals("applied") && fact.has("placed");
    }

    private void accept(JsonNode line) {
        JsonNode fact = line.path("fact");
        if (fact.path("type").asText().equals("inserting") && fact.has("characters")) {
            String characters = fact.path("characters").asText();
            long first = fact.path("first").path("number").asLong();
            for (int i = 0; i < characters.length(); i++) {
                values.put(
                        fact.path("first").path("node").asText() + ":" + (first + i), characters.substring(i, i + 1));
            }
        } else if (isApplied(fact)) {
            Replica replica = replicas.get(line.path("node").asText());
            fact.path("placed").forEach(placed -> {
                String id = id(placed.path("character"));
                replica.place(id, values.getOrDefault(id, "?"), id(placed.path("after")));
            });
            fact.path("removed").forEach(removed -> replica.remove(id(removed)));
            seen++;
            if (seen * ROWS_MAX / factCount > (seen - 1) * ROWS_MAX / factCount) {
                addRow(line.path("time").asLong());
            }
        }
    }

    private static String id(JsonNode id) {
        return id.path("node").asText() + ":" + id.path("number").asLong();
    }

    private void addRow(long timeNanos) {
        List<String> texts = replicas.values().stream().map(Replica::text).toList();
        List<String> cells = new ArrayList<>();
        cells.add(String.format(Locale.ROOT, "%.3f s", timeNanos / 1e9));
        cells.add(String.valueOf(new HashSet<>(texts).size()));
        texts.forEach(text -> cells.add("<code>" + Html.escape(shortened(text)) + "</code>"));
        rows.add(cells);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_AT_BEGINNING + SHOWN_AT_END
                ? text
                : text.substring(0, SHOWN_AT_BEGINNING) + " \u2026 " + text.substring(text.length() - SHOWN_AT_END);
    }

    private String html() {
        HtmlTable table = new HtmlTable(
                "The text at each replica, at " + rows.size() + " instants of " + factCount + " applied operations",
                Stream.concat(Stream.of("time", "different texts"), replicas.keySet().stream())
                        .collect(Collectors.toList()));
        rows.forEach(row -> table.row("", row));
        return "<p>Replicas differ while operations are on their way, or a partition holds them back.</p>\n"
                + table.html();
    }
}
