package dev.squall.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When that happened which a violating verdict names: its operations, or the times in its words. */
final class ViolationRange {

    /** Journals' checkers name no operations; their summaries say "n5 (life 1) at 12.572 s". */
    private static final Pattern TIME = Pattern.compile("\\bat (\\d{1,9})\\.(\\d{3}) s\\b");

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private ViolationRange() {}

    /** That of the first violation, or nothing if there is none or it tells no times. */
    static Optional<TimeRange> of(RunRecord run) {
        for (JsonNode verdict : run.verdict().path("verdicts")) {
            if (verdict.path("validity").asText().equals("violation")) {
                Optional<TimeRange> range = ofOperations(verdict, run.history());
                range = range.isPresent()
                        ? range
                        : ofWords(verdict.path("summary").asText());
                if (range.isPresent()) {
                    return range;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TimeRange> ofOperations(JsonNode verdict, History history) {
        TimeRange range = null;
        for (JsonNode index : verdict.path("operations")) {
            if (index.asInt(-1) >= 0 && index.asInt() < history.size()) {
                Operation operation = history.get(index.asInt());
                range = operation.timeNanos() == Operation.NO_TIME ? range : widen(range, operation.timeNanos());
            }
        }
        return Optional.ofNullable(range);
    }

    private static Optional<TimeRange> ofWords(String summary) {
        TimeRange range = null;
        for (Matcher time = TIME.matcher(summary); time.find(); ) {
            long nanos =
                    Long.parseLong(time.group(1)) * SECOND_NANOS + Long.parseLong(time.group(2)) * MILLISECOND_NANOS;
            range = widen(range, nanos);
        }
        return Optional.ofNullable(range);
    }

    private static TimeRange widen(TimeRange range, long timeNanos) {
        return range == null ? new TimeRange(timeNanos, timeNanos) : range.with(timeNanos);
    }
}
