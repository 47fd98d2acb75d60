package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.Cluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Moves wall clocks: by a bump, by a strobe that flips to and fro, or by a drift. */
final class ClockNemesis implements Nemesis {

    private static final long MILLISECOND_NANOS = 1_000_000L;
    private static final long STROBE_PERIOD_NANOS = 50 * MILLISECOND_NANOS;
    private static final long MAXIMUM_DRIFT_PARTS_PER_BILLION = 500_000_000L;
    private static final int MAXIMUM_BUMP_EXPONENT = 18;

    private final Surroundings surroundings;
    private List<String> skewed = List.of();
    private long strobe;
    private long injections;
    private long bites;
    private long largestOffsetNanos;

    ClockNemesis(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Offsets between 1 ms and about four minutes, small ones as often as large ones, both ways. */
    static Object draw(RandomGenerator random) {
        double magnitudeMillis = Math.scalb(1 + random.nextDouble(), random.nextInt(MAXIMUM_BUMP_EXPONENT));
        long offsetMillis = (long) (random.nextBoolean() ? magnitudeMillis : -magnitudeMillis);
        String[] kinds = {"bump", "strobe", "drift"};
        Map<Object, Object> drawn = new LinkedHashMap<>();
        drawn.put(new Keyword("kind"), new Keyword(kinds[random.nextInt(kinds.length)]));
        drawn.put(new Keyword("offset-ms"), offsetMillis);
        return drawn;
    }

    @Override
    public void invoke(String function, Object value, Consumer<Object> report) {
        report.accept(invoke(function, value));
    }

    private Object invoke(String function, Object value) {
        if (function.equals(NemesisPackage.CLOCK.stopFunction())) {
            Map<String, Long> offsets = readOffsets();
            heal();
            return offsets;
        }
        heal();
        injections++;
        Map<?, ?> drawn = (Map<?, ?>) value;
        long offsetNanos = (Long) drawn.get(new Keyword("offset-ms")) * MILLISECOND_NANOS;
        skewed = surroundings.someNodes();
        switch (((Keyword) drawn.get(new Keyword("kind"))).name()) {
            case "bump" -> set(offsetNanos, 0);
            case "drift" -> set(0, driftPartsPerBillion(offsetNanos));
            default -> strobe(++strobe, offsetNanos, true);
        }
        Map<Object, Object> done = new LinkedHashMap<>(drawn);
        done.put(new Keyword("nodes"), skewed);
        return done;
    }

    /** What would be a bump by a millisecond becomes a drift of a millisecond a second; at most half as fast again. */
    private static long driftPartsPerBillion(long offsetNanos) {
        long bounded =
                Math.max(-MAXIMUM_DRIFT_PARTS_PER_BILLION, Math.min(MAXIMUM_DRIFT_PARTS_PER_BILLION, offsetNanos));
        return bounded == 0 ? 1 : bounded;
    }

    private void strobe(long round, long offsetNanos, boolean away) {
        if (round != strobe || skewed.isEmpty()) {
            return;
        }
        set(away ? offsetNanos : 0, 0);
        surroundings
                .timeline()
                .schedule(
                        surroundings.timeline().nowNanos() + STROBE_PERIOD_NANOS,
                        () -> strobe(round, offsetNanos, !away));
    }

    private void set(long offsetNanos, long ratePartsPerBillion) {
        Cluster cluster = surroundings.cluster();
        for (String node : skewed) {
            noteOffset(cluster.clockOffsetNanos(node));
            cluster.setClock(node, offsetNanos, ratePartsPerBillion);
        }
    }

    private Map<String, Long> readOffsets() {
        Map<String, Long> offsets = new LinkedHashMap<>();
        for (String node : skewed) {
            offsets.put(node, surroundings.cluster().clockOffsetNanos(node));
        }
        return offsets;
    }

    private void noteOffset(long offsetNanos) {
        if (offsetNanos != 0) {
            bites++;
            largestOffsetNanos = Math.max(largestOffsetNanos, Math.abs(offsetNanos));
        }
    }

    @Override
    public void heal() {
        strobe++;
        set(0, 0);
        skewed = List.of();
    }

    @Override
    public Bite bite() {
        return new Bite(
                NemesisPackage.CLOCK.faultName(),
                injections,
                bites,
                String.format(
                        Locale.ROOT,
                        "%d clocks seen off in %d disturbances, by up to %.3f s",
                        bites,
                        injections,
                        largestOffsetNanos / 1e9));
    }
}
