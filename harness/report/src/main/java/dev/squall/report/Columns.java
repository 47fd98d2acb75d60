package dev.squall.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A table for a page's script, by columns: compact enough for a million rows, and read without parsing. The script
 * gets typed arrays; a text column is an array of numbers of distinct texts.
 *
 * <p>Its form is a compressed block: the length of a JSON header, the header, and the columns' bytes, little-endian,
 * each column at a multiple of eight.
 */
final class Columns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ALIGNMENT = 8;

    private final String name;
    private final List<Map<String, Object>> header = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** @param name by which the script asks for it; letters, digits and hyphens */
    Columns(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** A column of whole numbers; an {@code Int32Array}. */
    Columns ints(String column, int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return add(column, "int32", bytes.array(), Map.of());
    }

    /** A column of numbers, such as times in milliseconds; a {@code Float64Array}. */
    Columns doubles(String column, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return add(column, "float64", bytes.array(), Map.of());
    }

    /** A column of texts; {@code {codes: Int32Array, words: [..]}}, the words in order of first appearance. */
    Columns texts(String column, List<String> values) {
        return texts(column, values, text -> text);
    }

    /**
     * As {@link #texts(String, List)}, of values that are put into words once each.
     *
     * @param values may be null, where {@code word} takes that
     */
    <T> Columns texts(String column, List<T> values, Function<T, String> word) {
        Map<T, Integer> codeOfValue = new HashMap<>();
        Map<String, Integer> codeOfWord = new LinkedHashMap<>();
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (T value : values) {
            Integer code = codeOfValue.get(value);
            if (code == null) {
                code = codeOfWord.computeIfAbsent(word.apply(value), ignored -> codeOfWord.size());
                codeOfValue.put(value, code);
            }
            bytes.putInt(code);
        }
        return add(column, "text", bytes.array(), Map.of("words", List.copyOf(codeOfWord.keySet())));
    }

    private Columns add(String column, String type, byte[] bytes, Map<String, Object> more) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", column);
        entry.put("type", type);
        entry.put("at", body.size());
        entry.put("bytes", bytes.length);
        entry.putAll(more);
        header.add(entry);
        body.writeBytes(bytes);
        body.writeBytes(new byte[padding(body.size())]);
        return this;
    }

    private static int padding(int length) {
        return (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
    }

    /** The block in letters that are safe anywhere in a page. */
    String encode() {
        byte[] head;
        try {
            head = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header of texts and numbers cannot be put into JSON", e);
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, deflater, 1 << 16)) {
            out.write(ByteBuffer.allocate(ALIGNMENT)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(head.length)
                    .array());
            out.write(head);
            out.write(new byte[padding(head.length)]);
            body.writeTo(out);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(compressed.toByteArray());
    }
}
