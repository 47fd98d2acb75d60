package dev.squall.fault;

import dev.squall.fault.Fault.PacketFault;
import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Delays, loses, duplicates and reorders messages between nodes. */
final class PacketNemesis implements Nemesis {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    private static final List<PacketFault> DRAWN =
            List.of(PacketFault.DELAY, PacketFault.LOSS, PacketFault.DUPLICATION, PacketFault.REORDERING);

    private final Surroundings surroundings;
    /** Whence the seeds of disturbances come: apart from the stream of the schedule. */
    private final SplittableRandom messageRandom;

    /** All that there were: how often they bit may be known only some time after they are healed. */
    private final List<PacketRule> disturbances = new ArrayList<>();

    private PacketRule disturbance;

    PacketNemesis(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.messageRandom = new SplittableRandom(surroundings.random().nextLong());
    }

    static Object draw(RandomGenerator random) {
        Map<Object, Object> drawn = new LinkedHashMap<>();
        drawn.put(
                new Keyword("kind"),
                new Keyword(DRAWN.get(random.nextInt(DRAWN.size())).word()));
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
        Fault.Packets packets = new Fault.Packets(
                PacketFault.valueOf(kind.name().toUpperCase(Locale.ROOT)),
                Math.toIntExact((Long) drawn.get(new Keyword("per-cent"))),
                (Long) drawn.get(new Keyword("delay-ms")) * MILLISECOND_NANOS,
                messageRandom.nextLong(),
                Map.of());
        disturbance = new PacketRule(packets, surroundings.cluster().nodeIds());
        disturbances.add(disturbance);
        surroundings.cluster().network().add(disturbance);
        return value;
    }

    @Override
    public void heal() {
        if (disturbance != null) {
            surroundings.cluster().network().remove(disturbance);
            disturbance = null;
        }
    }

    @Override
    public Bite bite() {
        long total = disturbances.stream().mapToLong(PacketRule::bites).sum();
        String evidence = String.format(
                Locale.ROOT,
                "%,d messages delayed, %,d lost, %,d duplicated, %,d held back in %d disturbances",
                bites(PacketFault.DELAY),
                bites(PacketFault.LOSS),
                bites(PacketFault.DUPLICATION),
                bites(PacketFault.REORDERING),
                disturbances.size());
        return new Bite(NemesisPackage.PACKET.faultName(), disturbances.size(), total, evidence);
    }

    private long bites(PacketFault kind) {
        return disturbances.stream()
                .filter(rule -> ((Fault.Packets) rule.fault()).kind() == kind)
                .mapToLong(PacketRule::bites)
                .sum();
    }
}
