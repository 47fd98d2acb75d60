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
 * Events of a run or, if its trace is too long for a page, of a part of it.
 *
 * @param events in an order that agrees with cause and effect
 * @param part the part that is here, or nothing if all of the run is
 * @param cutNanos time after which no message was recorded, as the trace had become too long; seen only if that time is
 *     in the part
 */
record Trace(List<TraceEvent> events, Lanes lanes, Optional<TimeRange> part, OptionalLong cutNanos) {

    /** About 200,000 messages and as many facts: a page that a browser opens in some seconds. */
    private static final long WHOLE_BYTES_MAX = 64L << 20;

    /**
     * Size of the part of a longer trace, in bytes. The page has other content too, and should not take longer to
     * write.
     */
    private static final long PART_BYTES = 32L << 20;

    private static final int OPERATION_CHARACTERS_MAX = 200;

    /** @param important what must be here if not all can be */
    static Trace read(RunRecord run, Optional<TimeRange> important) {
        return read(run, important, WHOLE_BYTES_MAX, PART_BYTES);
    }

    /**
     * @param wholeBytesMax the size of a file, in bytes, up to which all is read
     * @param partBytes how much is read of a larger one
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

    /** As much around what is important, or from the beginning, as the larger of the files allows. */
    private static TimeRange part(
            TimedLines messages, TimedLines facts, Optional<TimeRange> important, long partBytes) {
        TimedLines larger = messages.bytes() >= facts.bytes() ? messages : facts;
        long middle = important
                .map(range -> larger.position(range.fromNanos() + range.lengthNanos() / 2))
                .orElse(0L);
        long first = Math.max(0, middle - partBytes / 2);
        return new TimeRange(first == 0 ? 0 : larger.timeAt(first), larger.timeAt(first + partBytes));
    }

    /** Reads each kind of event in its file's order. */
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
                // The sending of what was under way when the part begins is not known.
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
                    // A later version may tell more.
                }
            }
        }

        private void sent(long time, long number, JsonNode message) {
            int from = lanes.lane(message.path("src").asText());
            int to = lanes.lane(message.path("dest").asText());
            sendingOfNumber.put(number, new Sending(sendingOfNumber.size(), to));
            messages.add(new TraceEvent(time, Kind.SENT, from, to, Bodies.shortened(message.path("body"))));
        }

        /** Takes a line of the journal; only facts are events of the diagram. */
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
