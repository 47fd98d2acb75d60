package dev.squall.nemesis;

import dev.squall.cluster.LinkRule;
import dev.squall.cluster.Packet;
import dev.squall.history.Keyword;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Delays, loses, duplicates and reorders messages between nodes. */
final class PacketNemesis implements Nemesis {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    private enum Kind {
        DELAY,
        LOSS,
        DUPLICATION,
        REORDERING
    }

    private final Surroundings surroundings;
    /** Apart from the stream of the schedule, which must not depend on the traffic. */
    private final SplittableRandom messageRandom;

    private final long[] bites = new long[Kind.values().length];
    private long injections;
    private Disturbance disturbance;

    PacketNemesis(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.messageRandom = new SplittableRandom(surroundings.random().nextLong());
    }

    static Object draw(RandomGenerator random) {
        Kind[] kinds = Kind.values();
        Map<Object, Object> drawn = new LinkedHashMap<>();
        drawn.put(
                new Keyword("kind"),
                new Keyword(kinds[random.nextInt(kinds.length)].name().toLowerCase(Locale.ROOT)));
        drawn.put(new Keyword("per-cent"), 5L + random.nextInt(46));
        drawn.put(new Keyword("delay-ms"), 1L + random.nextInt(200));
        return drawn;
    }

    @Override
    public void invoke(String function, Object value, Consumer<Object> report) {
        report.accept(invoke(function, value));
    }

    private Object invoke(String function, Object value) {
        heal();
        if (function.equals(NemesisPackage.PACKET.stopFunction())) {
            return new Keyword("healed");
        }
        Map<?, ?> drawn = (Map<?, ?>) value;
        Keyword kind = (Keyword) drawn.get(new Keyword("kind"));
        disturbance = new Disturbance(
                Kind.valueOf(kind.name().toUpperCase(Locale.ROOT)),
                (Long) drawn.get(new Keyword("per-cent")) / 100.0,
                (Long) drawn.get(new Keyword("delay-ms")) * MILLISECOND_NANOS);
        surroundings.cluster().network().add(disturbance);
        injections++;
        return value;
    }

    @Override
    public void heal() {
        if (disturbance != null) {
            surroundings.cluster().network().remove(disturbance);
            bites[disturbance.kind.ordinal()] += disturbance.bites();
            disturbance = null;
        }
    }

    @Override
    public Bite bite() {
        long[] now = bites.clone();
        if (disturbance != null) {
            now[disturbance.kind.ordinal()] += disturbance.bites();
        }
        long total = now[0] + now[1] + now[2] + now[3];
        String evidence = String.format(
                Locale.ROOT,
                "%,d messages delayed, %,d lost, %,d duplicated, %,d held back in %d disturbances",
                now[0],
                now[1],
                now[2],
                now[3],
                injections);
        return new Bite(NemesisPackage.PACKET.faultName(), injections, total, evidence);
    }

    private final class Disturbance implements LinkRule {

        private final Kind kind;
        private final double probability;
        private final long delayNanos;
        private long bites;

        Disturbance(Kind kind, double probability, long delayNanos) {
            this.kind = kind;
            this.probability = probability;
            this.delayNanos = delayNanos;
        }

        @Override
        public void apply(int from, int to, Packet packet) {
            SplittableRandom random = messageRandom;
            if (random.nextDouble() >= probability) {
                return;
            }
            bites++;
            switch (kind) {
                case DELAY -> packet.delay(1 + random.nextLong(delayNanos));
                case LOSS -> packet.drop();
                case DUPLICATION -> packet.duplicate();
                case REORDERING -> packet.holdBack(1 + random.nextLong(delayNanos));
            }
        }

        @Override
        public long bites() {
            return bites;
        }
    }
}
