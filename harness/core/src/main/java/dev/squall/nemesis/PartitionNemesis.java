package dev.squall.nemesis;

import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Cuts links between nodes: every family of partitions, one-way ones too. */
final class PartitionNemesis implements Nemesis {

    private final Surroundings surroundings;
    private CutRule cut;
    private long injections;
    private long messagesCut;

    PartitionNemesis(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static Object draw(RandomGenerator random) {
        Partition[] families = Partition.values();
        return new Keyword(families[random.nextInt(families.length)].familyName());
    }

    @Override
    public void invoke(String function, Object value, Consumer<Object> report) {
        report.accept(invoke(function, value));
    }

    private Object invoke(String function, Object value) {
        if (function.equals(NemesisPackage.PARTITION.stopFunction())) {
            long before = messagesCut;
            heal();
            return Map.of(new Keyword("messages-cut"), messagesCut - before);
        }
        heal();
        Partition family =
                Partition.valueOf(((Keyword) value).name().replace('-', '_').toUpperCase(Locale.ROOT));
        Fault.Cut drawn = new Fault.Cut(links(family.draw(surroundings)));
        cut = new CutRule(drawn, surroundings.cluster().nodeIds());
        surroundings.cluster().network().add(cut);
        injections++;
        Map<Object, Object> done = new LinkedHashMap<>();
        done.put(new Keyword("family"), value);
        done.put(new Keyword("cut"), drawn.links());
        return done;
    }

    @Override
    public void heal() {
        if (cut != null) {
            surroundings.cluster().network().remove(cut);
            messagesCut += cut.bites();
            cut = null;
        }
    }

    @Override
    public Bite bite() {
        long total = messagesCut + (cut == null ? 0 : cut.bites());
        return new Bite(
                NemesisPackage.PARTITION.faultName(),
                injections,
                total,
                String.format(Locale.ROOT, "%,d messages cut in %d partitions", total, injections));
    }

    /** For each node that cannot reach some others: those that it cannot reach. */
    private Map<String, List<String>> links(boolean[][] lost) {
        List<String> ids = surroundings.cluster().nodeIds();
        Map<String, List<String>> unreachable = new LinkedHashMap<>();
        for (int from = 0; from < lost.length; from++) {
            List<String> targets = new ArrayList<>();
            for (int to = 0; to < lost.length; to++) {
                if (lost[from][to]) {
                    targets.add(ids.get(to));
                }
            }
            if (!targets.isEmpty()) {
                unreachable.put(ids.get(from), targets);
            }
        }
        return unreachable;
    }
}
