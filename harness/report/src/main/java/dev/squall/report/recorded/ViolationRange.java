package dev.squall.report.recorded;

import dev.squall.history.ClientOperation;
import dev.squall.history.Operation;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time range of a violation, from the operations or from the times in the verdict's text. */
public final class ViolationRange {

    /** Pattern of times in verdicts on journals: "n5 (life 1) at 12.572 s", "from 0.217 s to 0.434 s". */
    private static final Pattern TIME = Pattern.compile("\\b(?:at|from|to) (\\d{1,9})\\.(\\d{3}) s\\b");

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private ViolationRange() {}

    /** Returns the time range of the first violation with a known time; empty if there is none. */
    public static Optional<TimeRange> of(List<Violation> violations, Calls calls) {
        for (Violation violation : violations) {
            Optional<TimeRange> range = ofCalls(violation.calls(), calls);
            range = range.isPresent() ? range : ofWords(violation.summary());
            if (range.isPresent()) {
                return range;
            }
        }
        return Optional.empty();
    }

    private static Optional<TimeRange> ofCalls(List<Integer> positions, Calls calls) {
        TimeRange range = null;
        for (int position : positions) {
            ClientOperation call = calls.get(position);
            range = widen(range, call.invocation());
            range = widen(range, call.completion());
        }
        return Optional.ofNullable(range);
    }

    private static TimeRange widen(TimeRange range, Operation operation) {
        boolean hasTime = operation != null && operation.timeNanos() != Operation.NO_TIME;
        return hasTime ? widen(range, operation.timeNanos()) : range;
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
