package dev.squall.lectures.clocks;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.node.Fact;
import dev.squall.node.protocol.Timekeeping.Adjusted;
import dev.squall.node.protocol.Timekeeping.Estimated;
import dev.squall.node.protocol.Timekeeping.QuartzStarted;
import dev.squall.workload.JournalAnalysis;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Analysis that compares estimated clock offsets with the true offset, known from the two nodes' quartz clocks. The
 * analysis also checks corrections: the offset determines the kind of correction, and only a step may set a clock back.
 */
final class OffsetJournal implements JournalAnalysis {

    static final String BOUND = "offset-within-bound";
    static final String CORRECTIONS = "clock-corrections";

    /** Allowance for rounding: an estimate uses several clock readings, each rounded to whole nanoseconds. */
    private static final long ROUNDING_NANOS = 10;

    private final Map<String, Quartz> clocks = new HashMap<>();
    private final Map<String, Long> lastCorrected = new HashMap<>();
    private final CountedProperty bound =
            new CountedProperty(BOUND, "every estimate was within its bound of the true offset", "estimates");
    private final CountedProperty corrections = new CountedProperty(
            CORRECTIONS, "every correction was of the right kind, and no clock ran backwards", "corrections");
    private double largestErrorNanos;
    private double largestShareOfBound;

    OffsetJournal(List<String> nodes) {}

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof QuartzStarted started) {
            clocks.put(
                    nodeId, new Quartz(started.offsetNanos(), started.driftPartsPerMillion(), started.machineNanos()));
            lastCorrected.remove(nodeId);
        } else if (fact instanceof Estimated estimated) {
            onEstimate(nodeId, estimated);
        } else if (fact instanceof Adjusted adjusted) {
            onCorrection(nodeId, adjusted);
        }
    }

    private void onEstimate(String nodeId, Estimated estimated) {
        Quartz own = clocks.get(nodeId);
        Quartz server = clocks.get(estimated.server());
        if (own == null || server == null) {
            throw new IllegalArgumentException("an estimate of " + estimated.server() + "'s offset at " + nodeId
                    + " before both have noted quartz_started; expected that fact first");
        }
        bound.count();
        long trueOffset = server.at(estimated.machineNanos()) - own.at(estimated.machineNanos());
        long error = Math.abs(estimated.offsetNanos() - trueOffset);
        largestErrorNanos = Math.max(largestErrorNanos, error);
        if (estimated.boundNanos() > 0) {
            largestShareOfBound = Math.max(largestShareOfBound, (double) error / estimated.boundNanos());
        }
        if (error > estimated.boundNanos() + ROUNDING_NANOS) {
            bound.breakWith(
                    "offset-beyond-bound",
                    nodeId + " estimated the offset of " + estimated.server() + " as " + estimated.offsetNanos()
                            + " ns, give or take " + estimated.boundNanos() + " ns; the true offset was " + trueOffset
                            + " ns",
                    "node",
                    nodeId,
                    "errorNanos",
                    error,
                    "boundNanos",
                    estimated.boundNanos());
        }
        Long before = lastCorrected.put(nodeId, estimated.correctedNanos());
        if (before != null && estimated.correctedNanos() < before) {
            corrections.breakWith(
                    "clock-ran-backwards",
                    "the corrected clock of " + nodeId + " went back by " + (before - estimated.correctedNanos())
                            + " ns without a step",
                    "node",
                    nodeId);
        }
    }

    private void onCorrection(String nodeId, Adjusted adjusted) {
        corrections.count();
        long size = Math.abs(adjusted.offsetNanos());
        String expected = size < DisciplinedClock.STEP_NANOS_MIN
                ? "slew"
                : size < DisciplinedClock.PANIC_NANOS_MIN ? "step" : "panic";
        if (!adjusted.how().equals(expected)) {
            corrections.breakWith(
                    "wrong-correction",
                    nodeId + " corrected an offset of " + adjusted.offsetNanos() + " ns by a " + adjusted.how()
                            + "; expected a " + expected,
                    "node",
                    nodeId);
        }
        if (adjusted.how().equals("step")) {
            lastCorrected.remove(nodeId);
        }
    }

    @Override
    public List<Verdict> verdicts() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("largestErrorNanos", largestErrorNanos);
        details.put("largestShareOfBound", largestShareOfBound);
        String summary = String.format(
                java.util.Locale.ROOT,
                "the largest error was %.3f ms, and an error came to %.0f %% of its bound",
                largestErrorNanos / 1e6,
                100 * largestShareOfBound);
        return List.of(bound.verdict(""), corrections.verdict(""), Verdict.valid("offset-error", summary, details));
    }

    /** Returns empty, because the time server is no primary of the other nodes. */
    @Override
    public Optional<String> primary() {
        return Optional.empty();
    }
}
