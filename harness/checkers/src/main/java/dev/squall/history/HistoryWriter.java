package dev.squall.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes histories as Jepsen's EDN, one operation per line: {@code {:index 0, :time 123, :type :invoke, :process 0, :f
 * :read, :value [3 nil]}}, and extra entries at the end. {@link HistoryReader} reads an equal history back.
 */
public final class HistoryWriter {

    private static final int CHUNK_CHARS = 1 << 16;

    private HistoryWriter() {}

    /**
     * Appends one operation and a line end.
     *
     * @throws IllegalArgumentException if EDN has no form for a value, or the name of an extra is no keyword
     */
    public static void append(StringBuilder out, Operation operation) {
        out.append("{:index ").append(operation.index());
        if (operation.timeNanos() != Operation.NO_TIME) {
            out.append(", :time ").append(operation.timeNanos());
        }
        out.append(
                switch (operation.type()) {
                    case INVOKE -> ", :type :invoke, :process ";
                    case OK -> ", :type :ok, :process ";
                    case FAIL -> ", :type :fail, :process ";
                    case INFO -> ", :type :info, :process ";
                });
        if (operation.isClient()) {
            out.append(operation.process());
        } else {
            out.append(":nemesis");
        }
        out.append(", :f ");
        if (EdnWriter.isName(operation.function())) {
            out.append(':').append(operation.function());
        } else {
            EdnWriter.appendString(out, operation.function());
        }
        out.append(", :value ");
        EdnWriter.append(out, operation.value());
        for (Map.Entry<String, Object> extra : operation.extras().entrySet()) {
            out.append(", ");
            EdnWriter.appendKeyword(out, extra.getKey());
            out.append(' ');
            EdnWriter.append(out, extra.getValue());
        }
        out.append("}\n");
    }

    /** Writes all operations. */
    public static void write(History history, Appendable out) throws IOException {
        StringBuilder chunk = new StringBuilder();
        for (Operation operation : history.operations()) {
            append(chunk, operation);
            if (chunk.length() >= CHUNK_CHARS) {
                out.append(chunk);
                chunk.setLength(0);
            }
        }
        out.append(chunk);
    }

    /** Writes all operations in UTF-8; neither flushes nor closes the stream. */
    public static void write(History history, OutputStream out) throws IOException {
        StringBuilder chunk = new StringBuilder();
        for (Operation operation : history.operations()) {
            append(chunk, operation);
            if (chunk.length() >= CHUNK_CHARS) {
                out.write(chunk.toString().getBytes(StandardCharsets.UTF_8));
                chunk.setLength(0);
            }
        }
        out.write(chunk.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the history as text. */
    public static String toEdn(History history) {
        StringBuilder out = new StringBuilder();
        for (Operation operation : history.operations()) {
            append(out, operation);
        }
        return out.toString();
    }
}
