package dev.squall.fault;

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
    /** All that there were: how often they bit may be known only some time after they are healed. */
    private final List<CutRule> cuts = new ArrayList<>();

    private CutRule cut;

    PartitionNemesis(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static Object draw(RandomGenerator random) {
        Partition[] families = Partition.values();
        return new Keyword(families[random.nextInt(families.length)].familyName());
    }

    @Override
    public void invoke(String function, Object value, Consumer<Object> report) {
        if (function.equals(NemesisPackage.PARTITION.stopFunction())) {
            CutRule over = cut;
            heal(() -> report.accept(Map.of(new Keyword(unit() + "-cut"), over == null ? 0L : over.bites())));
        } else {
            begin(value, report);
        }
    }

    private void begin(Object value, Consumer<Object> report) {
        heal();
        Partition family =
                Partition.valueOf(((Keyword) value).name().replace('-', '_').toUpperCase(Locale.ROOT));
        Fault.Cut drawn = new Fault.Cut(links(family.draw(surroundings)));
        cut = new CutRule(drawn, surroundings.cluster().nodeIds());
        cuts.add(cut);
        Map<Object, Object> done = new LinkedHashMap<>();
        done.put(new Keyword("family"), value);
        done.put(new Keyword("cut"), drawn.links());
        surroundings.cluster().network().add(cut, () -> report.accept(done));
    }

    @Override
    public void heal() {
        heal(() -> {});
    }

    private void heal(Runnable whenHealed) {
        if (cut == null) {
            whenHealed.run();
        } else {
            surroundings.cluster().network().remove(cut, whenHealed);
            cut = null;
        }
    }

    @Override
    public Bite bite() {
        long total = cuts.stream().mapToLong(CutRule::bites).sum();
        return new Bite(
                NemesisPackage.PARTITION.faultName(),
                cuts.size(),
                total,
                String.format(Locale.ROOT, "%,d %s cut in %d partitions", total, unit(), cuts.size()));
    }

    private String unit() {
        return surroundings.cluster().network().unit();
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
