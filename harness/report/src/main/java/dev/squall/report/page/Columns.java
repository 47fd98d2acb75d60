package dev.squall.report.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
 * Table of data for a page's script, stored by columns. The table is compact enough for a million rows, and is read
 * without parsing. The script gets typed arrays; a text column is an array of codes of its distinct texts. Each column
 * is compressed when it is added.
 *
 * <p>The format of the table is a compressed block. The numbers of all columns come first, little-endian, each column
 * at a multiple of eight bytes. A JSON header that describes the columns follows the numbers, and then the header's
 * length.
 */
public final class Columns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ALIGNMENT_BYTES = 8;
    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final List<Map<String, Object>> header = new ArrayList<>();
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final DeflaterOutputStream out = new DeflaterOutputStream(compressed, deflater, BUFFER_BYTES);
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long written;
    private String letters;

    /** @param name name of the table for the script; letters, digits and hyphens */
    public Columns(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Adds a column of whole numbers; an {@code Int32Array} in the script. */
    public Columns ints(String column, int[] values) {
        return ints(column, "int32", values, Map.of());
    }

    private Columns ints(String column, String type, int[] values, Map<String, Object> more) {
        describe(column, type, (long) values.length * Integer.BYTES, more);
        for (int value : values) {
            room(Integer.BYTES).putInt(value);
        }
        return this;
    }

    /** Adds a column of numbers, such as times in milliseconds; a {@code Float64Array} in the script. */
    public Columns doubles(String column, double[] values) {
        describe(column, "float64", (long) values.length * Double.BYTES, Map.of());
        for (double value : values) {
            room(Double.BYTES).putDouble(value);
        }
        return this;
    }

    /**
     * Adds a column of texts; in the script {@code {codes: Int32Array, words: [..]}}, with the words in order of first
     * appearance.
     */
    public Columns texts(String column, List<String> values) {
        return texts(column, values, text -> text);
    }

    /**
     * Adds a column of texts like {@link #texts(String, List)}, from values; {@code word} is called once for each
     * distinct value.
     *
     * @param values the column's values; null is allowed if {@code word} accepts it
     */
    public <T> Columns texts(String column, List<T> values, Function<T, String> word) {
        Map<T, Integer> codeOfValue = new HashMap<>();
        Map<String, Integer> codeOfWord = new LinkedHashMap<>();
        int[] codes = new int[values.size()];
        int row = 0;
        for (T value : values) {
            Integer code = codeOfValue.get(value);
            if (code == null) {
                code = codeOfWord.computeIfAbsent(word.apply(value), ignored -> codeOfWord.size());
                codeOfValue.put(value, code);
            }
            codes[row++] = code;
        }
        return ints(column, "text", codes, Map.of("words", List.copyOf(codeOfWord.keySet())));
    }

    private void describe(String column, String type, long bytes, Map<String, Object> more) {
        align();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", column);
        entry.put("type", type);
        entry.put("at", written);
        entry.put("bytes", bytes);
        entry.putAll(more);
        header.add(entry);
    }

    private void align() {
        while (written % ALIGNMENT_BYTES != 0) {
            room(1).put((byte) 0);
        }
    }

    /** Returns the buffer with at least this much space, after counting the bytes as written. */
    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        written += bytes;
        return buffer;
    }

    private void flush() {
        try {
            out.write(buffer.array(), 0, buffer.position());
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        buffer.clear();
    }

    /** Returns the compressed block as letters that are safe anywhere in a page; no column can be added afterwards. */
    public String encode() {
        if (letters == null) {
            align();
            flush();
            try (out) {
                byte[] head = JSON.writeValueAsBytes(header);
                out.write(head);
                buffer.putInt(head.length);
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException("a header of texts and numbers cannot be put into JSON", e);
            } finally {
                deflater.end();
            }
            letters = Base64.getEncoder().encodeToString(compressed.toByteArray());
        }
        return letters;
    }
}
