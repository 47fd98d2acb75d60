package dev.squall.fault;

import dev.squall.world.Clocks;
import dev.squall.world.Timeline;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A wrong wall clock of a node, set right when the fault is undone.
 *
 * @param offsetNanos added to the true wall clock
 * @param driftPartsPerBillion growth of the offset per unit of time, in parts per billion
 * @param strobeNanos period after which the clock alternates between wrong and right; 0 for a clock that stays wrong
 */
public record ClockSkew(String node, long offsetNanos, long driftPartsPerBillion, long strobeNanos) implements Fault {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long STROBE_PERIOD_NANOS = 50 * MILLISECOND_NANOS;
    private static final long DRIFT_MAX = 500_000_000L;
    private static final int BUMP_EXPONENT_MAX = 18;
    private static final int KINDS = 3;

    /** Creates a clock skew that stays, without alternation between wrong and right. */
    public ClockSkew(String node, long offsetNanos, long driftPartsPerBillion) {
        this(node, offsetNanos, driftPartsPerBillion, 0);
    }

    static ClockSkew read(FaultFields fields) {
        return new ClockSkew(
                fields.node("node"),
                fields.millis("offset-ms", 0),
                fields.whole("drift-ppb", 0),
                fields.millis("strobe-ms", 0));
    }

    /** Returns the drawer of skews from 1 ms to about four minutes, forward and backward, on a logarithmic scale. */
    static FaultDrawer drawer(FaultContext context) {
        return () -> {
            double magnitudeMillis = Math.scalb(
                    1 + context.random().nextDouble(), context.random().nextInt(BUMP_EXPONENT_MAX));
            long offset =
                    MILLISECOND_NANOS * (long) (context.random().nextBoolean() ? magnitudeMillis : -magnitudeMillis);
            int kind = context.random().nextInt(KINDS);
            return (nemesis, whenStruck) -> {
                context.someNodes().forEach(node -> nemesis.inject(drawn(node, kind, offset), () -> {}));
                whenStruck.run();
            };
        };
    }

    private static ClockSkew drawn(String node, int kind, long offset) {
        return switch (kind) {
            case 0 -> new ClockSkew(node, offset, 0);
            case 1 -> new ClockSkew(node, offset, 0, STROBE_PERIOD_NANOS);
            default -> new ClockSkew(node, 0, drift(offset));
        };
    }

    /** Returns a drift of 1 ms per second for each millisecond of offset; at most half of the true clock's rate. */
    static long drift(long offsetNanos) {
        long bounded = Math.max(-DRIFT_MAX, Math.min(DRIFT_MAX, offsetNanos));
        return bounded == 0 ? 1 : bounded;
    }

    static String words(FaultTotals seen) {
        return seen.text(
                "%d clocks seen off in %d disturbances, by up to %.3f s",
                seen.effects(), seen.strikes(), seen.max("largest-offset-ns") / 1e9);
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.CLOCK;
    }

    @Override
    public Set<String> nodes() {
        return Set.of(node);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        return Optional.ofNullable(newNames.get(node))
                .map(name -> new ClockSkew(name, offsetNanos, driftPartsPerBillion, strobeNanos));
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("node", node);
        fields.put("offset-ms", BigDecimal.valueOf(offsetNanos, 6));
        fields.put("drift-ppb", driftPartsPerBillion);
        if (strobeNanos > 0) {
            fields.put("strobe-ms", BigDecimal.valueOf(strobeNanos, 6));
        }
        return fields;
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        Skewed skewed = new Skewed(context);
        skewed.flip(true);
        whenInForce.run();
        return Optional.of(skewed);
    }

    /**
     * A clock skew in force. The evidence of a clock skew is the clock offset that the world reports before each
     * change.
     */
    private final class Skewed extends ActiveFault {

        private final Clocks clocks;
        private final Timeline timeline;
        private boolean isOver;
        private long readings;
        private long largestOffsetNanos;
        private long lastOffsetNanos;

        Skewed(FaultContext context) {
            super(ClockSkew.this);
            this.clocks = context.capability(Clocks.class);
            this.timeline = context.timeline();
        }

        private void flip(boolean away) {
            if (isOver) {
                return;
            }
            set(away ? offsetNanos : 0, away ? driftPartsPerBillion : 0);
            if (strobeNanos > 0) {
                timeline.schedule(timeline.nowNanos() + strobeNanos, () -> flip(!away));
            }
        }

        private void set(long offset, long drift) {
            lastOffsetNanos = clocks.clockOffsetNanos(node);
            if (lastOffsetNanos != 0) {
                readings++;
                largestOffsetNanos = Math.max(largestOffsetNanos, Math.abs(lastOffsetNanos));
            }
            clocks.setClock(node, offset, drift);
        }

        @Override
        public void undo(Runnable whenUndone) {
            isOver = true;
            set(0, 0);
            whenUndone.run();
        }

        @Override
        public long effects() {
            return readings;
        }

        @Override
        Map<String, Long> seen() {
            Map<String, Long> seen = new LinkedHashMap<>();
            seen.put("readings-off", readings);
            seen.put("largest-offset-ns", largestOffsetNanos);
            seen.put("offset-ns", lastOffsetNanos);
            return seen;
        }
    }
}
