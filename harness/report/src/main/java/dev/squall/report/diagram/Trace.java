package dev.squall.report.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.history.EdnWriter;
import dev.squall.history.Operation;
import dev.squall.report.diagram.TraceEvent.Kind;
import dev.squall.report.recorded.RunRecord;
import dev.squall.report.recorded.TimeRange;
import dev.squall.run.RunFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Events of a run, or of a part of the run if its trace is too long for a page.
 *
 * @param events events in an order that agrees with cause and effect
 * @param part time range of the contained part; empty if the events are complete
 * @param cutNanos time after which no message was recorded, because the trace had reached its maximum size; empty if
 *     that time is outside of the part
 */
record Trace(List<TraceEvent> events, Lanes lanes, Optional<TimeRange> part, OptionalLong cutNanos) {

    /**
     * Maximum size of a file that is read completely: about 200,000 messages and as many facts, which a browser opens
     * in a few seconds.
     */
    private static final long WHOLE_BYTES_MAX = 64L << 20;

    /**
     * Number of bytes that are read of a longer trace. A part is smaller than the largest complete trace, since reading
     * a part should not take longer than reading a complete trace.
     */
    private static final long PART_BYTES = 32L << 20;

    private static final int OPERATION_CHARACTERS_MAX = 200;

    /** @param important time range that must be contained, if the trace is too long */
    static Trace read(RunRecord run, Optional<TimeRange> important) {
        return read(run, important, WHOLE_BYTES_MAX, PART_BYTES);
    }

    /**
     * @param wholeBytesMax maximum size, in bytes, of a file that is read completely
     * @param partBytes number of bytes to read of a larger file
     */
    static Trace read(RunRecord run, Optional<TimeRange> important, long wholeBytesMax, long partBytes) {
        TimedLines messages = new TimedLines(run.folder().resolve(RunFolder.MESSAGES_FILE));
        TimedLines facts = new TimedLines(run.folder().resolve(RunFolder.JOURNAL_FILE));
        Reader reader = new Reader(new Lanes(
                run.experiment().path("experiment").path("concurrency").asInt()));
        if (Math.max(messages.bytes(), facts.bytes()) <= wholeBytesMax) {
            messages.forEach(0, Long.MAX_VALUE, reader::message);
            facts.forEach(0, Long.MAX_VALUE, reader::fact);
            run.history().operations().forEach(reader::operation);
            return new Trace(reader.merge(), reader.lanes, Optional.empty(), reader.cutNanos);
        }
        TimeRange part = part(messages, facts, important, partBytes);
        messages.forEach(messages.position(part.fromNanos()), messages.position(part.toNanos()), reader::message);
        facts.forEach(facts.position(part.fromNanos()), facts.position(part.toNanos()), reader::fact);
        for (Operation operation : run.history().operations()) {
            if (operation.timeNanos() >= part.fromNanos() && operation.timeNanos() < part.toNanos()) {
                reader.operation(operation);
            }
        }
        return new Trace(reader.merge(), reader.lanes, Optional.of(part), reader.cutNanos);
    }

    /**
     * Returns the time range of the part: around the important range, or from the beginning. The larger of the two
     * files determines the length of the part.
     */
    private static TimeRange part(
            TimedLines messages, TimedLines facts, Optional<TimeRange> important, long partBytes) {
        TimedLines larger = messages.bytes() >= facts.bytes() ? messages : facts;
        long middle = important
                .map(range -> larger.position(range.fromNanos() + range.lengthNanos() / 2))
                .orElse(0L);
        long first = Math.max(0, middle - partBytes / 2);
        return new TimeRange(first == 0 ? 0 : larger.timeAt(first), larger.timeAt(first + partBytes));
    }

    /** Reader of the events of each kind, in the order of their file. */
    private static final class Reader {

        private final Lanes lanes;
        private final List<TraceEvent> messages = new ArrayList<>();
        private final List<TraceEvent> facts = new ArrayList<>();
        private final List<TraceEvent> operations = new ArrayList<>();
        private final Map<Long, Sending> sendingOfNumber = new HashMap<>();
        private OptionalLong cutNanos = OptionalLong.empty();

        Reader(Lanes lanes) {
            this.lanes = lanes;
        }

        private record Sending(int ordinal, int receiverLane) {}

        void message(JsonNode line) {
            long time = line.path("time").asLong();
            long number = line.path("number").asLong(-1);
            Sending sending = sendingOfNumber.get(number);
            switch (line.path("event").asText()) {
                case "sent" -> sent(time, number, line.path("message"));
                // A message that was in transit at the beginning of the part has no known sending.
                case "received" -> {
                    if (sending != null) {
                        messages.add(
                                new TraceEvent(time, Kind.RECEIVED, sending.receiverLane(), sending.ordinal(), ""));
                    }
                }
                case "lost" -> {
                    if (sending != null) {
                        messages.add(new TraceEvent(time, Kind.LOST, TraceEvent.NOWHERE, sending.ordinal(), ""));
                    }
                }
                case "cut" -> cutNanos = OptionalLong.of(time);
                default -> {
                    // Ignores unknown events, which a later version may write.
                }
            }
        }

        private void sent(long time, long number, JsonNode message) {
            int from = lanes.lane(message.path("src").asText());
            int to = lanes.lane(message.path("dest").asText());
            sendingOfNumber.put(number, new Sending(sendingOfNumber.size(), to));
            messages.add(new TraceEvent(time, Kind.SENT, from, to, Bodies.shortened(message.path("body"))));
        }

        /** Reads a line of the journal; only facts are events of the diagram. */
        void fact(JsonNode line) {
            if (!line.has("fact")) {
                return;
            }
            facts.add(new TraceEvent(
                    line.path("time").asLong(),
                    Kind.FACT,
                    lanes.lane(line.path("node").asText()),
                    line.path("life").asInt(),
                    Bodies.shortened(line.path("fact"))));
        }

        void operation(Operation operation) {
            if (!operation.isClient() || operation.timeNanos() == Operation.NO_TIME) {
                return;
            }
            String value = Bodies.cut(EdnWriter.toEdn(operation.value()), OPERATION_CHARACTERS_MAX);
            operations.add(new TraceEvent(
                    operation.timeNanos(),
                    kind(operation.type()),
                    lanes.lane(operation.process()),
                    operation.index(),
                    operation.function() + " " + value));
        }

        private static Kind kind(Operation.Type type) {
            return switch (type) {
                case INVOKE -> Kind.INVOKE;
                case OK -> Kind.OK;
                case FAIL -> Kind.FAIL;
                case INFO -> Kind.INFO;
            };
        }

        List<TraceEvent> merge() {
            return CausalMerge.merge(messages, facts, operations);
        }
    }
}
