package dev.squall.check.linear;

import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Writes one history in one of the many ways in which recorders do, chosen at random. */
final class Dressing {

    private static final List<String> NOISE = List.of(
            "INFO  jepsen.core - Worker 3 starting",
            "java.lang.Error: gone",
            "\tat jepsen.core$run.invoke(core.clj:7)",
            "");
    private static final List<String> BETWEEN =
            List.of("", " ", "\n", ",\n", " ; {:type :ok}\n", "#_{:type :ok} ", "\n\n");
    private static final List<String> EXTRAS = List.of(
            ":node \"n1\"",
            ":error [:timeout {:key 7}]",
            ":op-index 7",
            ":exception #error {:cause \"x\", :key 1}",
            ":clock ##NaN",
            ":at #inst \"2020-01-01\"");

    private final Random random;
    private final boolean keyed;
    private final boolean keyField;
    private final boolean named;
    private final boolean indexed;
    private final boolean timed;
    private final boolean shuffled;
    private final String offered;
    private long time;
    private int index;

    /**
     * @param keyed whether values are {@code [key value]}
     * @param mayBeNamed whether processes may have names; where a model tells processes apart, its states name them
     */
    Dressing(Random random, boolean keyed, boolean mayBeNamed) {
        this.random = random;
        this.keyed = keyed;
        this.keyField = keyed && random.nextInt(3) == 0;
        this.named = mayBeNamed && random.nextInt(4) == 0;
        this.offered = List.of("edn", "edn", "edn", "vector", "list", "text", "log", "json", "array")
                .get(random.nextInt(9));
        boolean hasFields = !offered.equals("text") && !offered.equals("log");
        this.indexed = hasFields && random.nextInt(3) == 0;
        this.timed = hasFields && random.nextInt(3) == 0;
        this.shuffled = indexed && random.nextInt(3) == 0;
        this.index = random.nextInt(3) * 10;
        this.time = random.nextInt(1_000);
    }

    private static boolean isOk(History history, int position) {
        Operation invocation = history.get(position);
        for (int i = position + 1; i < history.size(); i++) {
            if (history.get(i).process() == invocation.process()) {
                return history.get(i).type() == Type.OK;
            }
        }
        return false;
    }

    /** Returns the history as the bytes of a file. */
    byte[] write(History history) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (random.nextInt(12) == 0) {
                lines.add(nemesis());
            }
            lines.add(line(history.get(i), isOk(history, i)));
        }
        if (shuffled) {
            Collections.shuffle(lines, random);
        }
        String text =
                switch (offered) {
                    case "vector" -> between() + "[" + joined(lines) + "]\n";
                    case "list" -> "(" + joined(lines) + ")";
                    case "edn" -> between() + joined(lines);
                    case "array" -> "[" + String.join(random.nextBoolean() ? "," : ",\n", lines) + "]\n";
                    case "log" -> logged(lines);
                    default -> String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
                };
        String marked = random.nextInt(5) == 0 ? "\uFEFF" + text : text;
        byte[] bytes = marked.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(5) == 0 ? zipped(bytes) : bytes;
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private String between() {
        return BETWEEN.get(random.nextInt(BETWEEN.size()));
    }

    private String joined(List<String> lines) {
        return lines.stream().map(line -> line + between()).collect(Collectors.joining("\n"));
    }

    private String logged(List<String> lines) {
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            if (random.nextInt(4) == 0) {
                all.add(NOISE.get(random.nextInt(NOISE.size())));
            }
            all.add(List.of("INFO  jepsen.util - ", "INFO jepsen.util - ", "12:00 INFO [jepsen worker 1] jepsen.util: ")
                            .get(random.nextInt(3))
                    + line);
        }
        return String.join("\n", all) + "\n";
    }

    private String nemesis() {
        Operation operation = new Operation(0, -1, Type.INFO, Operation.NEMESIS, "start", "x");
        return line(operation, false);
    }

    private Object process(Operation operation) {
        return operation.process() == Operation.NEMESIS
                ? new Keyword("nemesis")
                : named ? (Object) ("client " + operation.process()) : (Object) (long) operation.process();
    }

    private String line(Operation operation, boolean isOk) {
        index += 1 + random.nextInt(indexed ? 3 : 1);
        time += random.nextInt(5);
        String type = operation.type().name().toLowerCase(Locale.ROOT);
        Object value = operation.isClient() && keyed ? keyedValue(operation, isOk) : operation.value();
        boolean isField = keyField && operation.isClient();
        Object inField = isField ? ((List<?>) operation.value()).get(1) : value;
        return switch (offered) {
            case "text", "log" ->
                EdnWriter.toEdn(process(operation)) + "\t:" + type + "\t:" + operation.function() + "\t" + edn(value)
                        + (operation.type() == Type.INFO && random.nextBoolean() ? "\tgone: {" : "");
            case "json", "array" -> json(operation, type, inField, isField);
            default -> edn(operation, type, inField, isField);
        };
    }

    /** Returns one of the forms in which a value has its key. */
    private Object keyedValue(Operation operation, boolean isOk) {
        List<?> pair = (List<?>) operation.value();
        if (keyField) {
            return pair;
        }
        if (operation.function().equals("cas") && random.nextInt(3) == 0) {
            List<?> fromTo = (List<?>) pair.get(1);
            return Arrays.asList(pair.get(0), fromTo.get(0), fromTo.get(1));
        }
        if (operation.type() == Type.FAIL && random.nextInt(3) == 0) {
            return null;
        }
        boolean isBare = operation.type() == Type.INVOKE && pair.get(1) == null && isOk && random.nextInt(3) == 0;
        return isBare ? pair.get(0) : pair;
    }

    private String edn(Operation operation, String type, Object value, boolean isField) {
        List<String> fields = new ArrayList<>(List.of(
                ":type :" + type,
                ":process " + EdnWriter.toEdn(process(operation)),
                ":f :" + operation.function(),
                ":value " + edn(value)));
        if (isField) {
            fields.add(":key " + edn(((List<?>) operation.value()).get(0)));
        }
        if (!operation.isClient() && random.nextBoolean()) {
            fields.remove(2);
        }
        addNumbers(fields, ":index ", ":time ");
        if (random.nextInt(3) == 0) {
            fields.add(EXTRAS.get(random.nextInt(EXTRAS.size())));
        }
        Collections.shuffle(fields, random);
        String map = fields.stream()
                .map(field -> field + (random.nextInt(6) == 0 ? " ;]}\n" : random.nextInt(6) == 0 ? " #_ :key " : ""))
                .collect(Collectors.joining(random.nextBoolean() ? ", " : "\n "));
        return (random.nextInt(3) == 0 ? "#jepsen.history.Op" : "") + "{" + map + "}";
    }

    private void addNumbers(List<String> fields, String indexName, String timeName) {
        if (indexed) {
            fields.add(indexName + index);
        }
        if (timed) {
            fields.add(timeName + time);
        }
    }

    /** Returns the value with lists in the place of vectors, and marks that change nothing, here and there. */
    private String edn(Object value) {
        if (value instanceof Long && random.nextInt(6) == 0) {
            return value + "N";
        }
        if (value instanceof List<?> list) {
            boolean isVector = random.nextInt(4) > 0;
            String elements =
                    list.stream().map(this::edn).collect(Collectors.joining(random.nextBoolean() ? " " : ", "));
            String mark = random.nextInt(8) == 0 ? "^{:key 1} " : "";
            return mark + (isVector ? "[" + elements + "]" : "(" + elements + ")");
        }
        return EdnWriter.toEdn(value);
    }

    private String json(Operation operation, String type, Object value, boolean isField) {
        List<String> fields = new ArrayList<>(List.of(
                "\"type\": \"" + type + "\"",
                "\"process\": " + (operation.isClient() ? json(process(operation)) : "\"nemesis\""),
                "\"f\":\"" + operation.function() + "\"",
                "\"value\": " + json(value)));
        if (isField) {
            fields.add("\"key\": " + json(((List<?>) operation.value()).get(0)));
        }
        addNumbers(fields, "\"index\": ", "\"time\": ");
        Collections.shuffle(fields, random);
        return "{" + String.join(random.nextBoolean() ? "," : " ,\t", fields) + "}";
    }

    private static String json(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Dressing::json).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map) {
            throw new AssertionError("no spec has maps");
        }
        return value == null ? "null" : value instanceof String ? EdnWriter.toEdn(value) : value.toString();
    }

    @Override
    public String toString() {
        return offered
                + (keyField ? ", :key" : "")
                + (named ? ", named" : "")
                + (indexed ? ", :index" : "")
                + (shuffled ? ", shuffled" : "")
                + (timed ? ", :time" : "");
    }
}
