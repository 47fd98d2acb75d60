package dev.squall.jepsen;

import dev.squall.fault.Fault;
import dev.squall.fault.FaultCodec;
import dev.squall.fault.FaultContext;
import dev.squall.fault.FaultFamily;
import dev.squall.fault.Nemesis;
import dev.squall.fault.Partition;
import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Nemesis of a {@link JepsenCluster}, for randomly drawn faults and for faults that a caller requests. Thread-safe. */
public final class JepsenNemesis {

    /** The injector of one family, and its history entries since the last call. */
    private static final class AtWork {

        private final FaultContext context;
        private final Nemesis nemesis;
        private List<Object> said = new ArrayList<>();

        AtWork(FaultFamily family, FaultContext context) {
            this.context = context;
            this.nemesis = new Nemesis(family, context, (function, value) -> said.add(value));
        }

        private void report(Consumer<Object> report) {
            List<Object> all = said;
            said = new ArrayList<>();
            report.accept(all);
        }
    }

    private final JepsenCluster cluster;
    /**
     * Injectors of families that {@link #invoke} has started. Only the timeline's thread uses this map and {@code
     * chosen}.
     */
    private final Map<FaultFamily, AtWork> drawn = new EnumMap<>(FaultFamily.class);

    private final Map<FaultFamily, AtWork> chosen = new EnumMap<>(FaultFamily.class);

    /** Creates a nemesis without any fault in force. */
    public JepsenNemesis(JepsenCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Begins or ends a strike of a family, and waits until the faults of the strike are in force or undone.
     *
     * @param function such as {@code start-partition} or {@code stop-kill}
     * @param value a fault or a list of faults, in the form of histories, or the shape of a partition; null to draw the
     *     faults
     * @return the faults that were begun or ended, with their observed effects, as Clojure data
     * @throws IllegalArgumentException if no family has the function, or the value is not a fault of the family; the
     *     message is one sentence
     */
    public Object invoke(String function, Object value) {
        FaultFamily family = familyOf(function);
        boolean starts = function.equals(family.startFunction());
        Object asked = ClojureData.fromClojure(value);
        Object seen = cluster.<Object>askLater(report -> {
            AtWork atWork = drawn.computeIfAbsent(family, this::create);
            if (!starts) {
                atWork.nemesis.stop(() -> atWork.report(report));
            } else if (asked == null) {
                atWork.nemesis.strike(atWork.nemesis.draw(), () -> atWork.report(report));
            } else {
                List<Fault> faults = faults(family, asked, atWork.context);
                atWork.nemesis.heal();
                atWork.said.clear();
                faults.forEach(fault -> atWork.nemesis.injectChosen(fault, () -> {}));
                atWork.report(report);
            }
        });
        return ClojureData.toClojure(seen);
    }

    private static List<Fault> faults(FaultFamily family, Object asked, FaultContext context) {
        if (family == FaultFamily.PARTITION && asked instanceof Keyword shape) {
            return List.of(Partition.ofShape(shape.name(), context));
        }
        List<Fault> faults = new ArrayList<>();
        for (Object each : asked instanceof List<?> list ? list : List.of(asked)) {
            faults.addAll(FaultCodec.fromEdn(family, each instanceof String node ? List.of(node) : each));
        }
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("found " + asked + " as value of " + family.startFunction()
                    + "; expected nil, or a fault such as those of a history");
        }
        requireNodes(faults, context.cluster().nodeIds());
        return faults;
    }

    private static void requireNodes(List<Fault> faults, List<String> nodeIds) {
        for (Fault fault : faults) {
            if (!nodeIds.containsAll(fault.nodes())) {
                throw new IllegalArgumentException(
                        "the fault is on " + fault.nodes() + ", expected some of " + nodeIds);
            }
        }
    }

    private AtWork create(FaultFamily family) {
        FaultContext context = cluster.faultContext(family.faultName());
        family.requirePossibleOn(context.cluster());
        return new AtWork(family, context);
    }

    private static FaultFamily familyOf(String function) {
        for (FaultFamily family : FaultFamily.values()) {
            if (function.equals(family.startFunction()) || function.equals(family.stopFunction())) {
                return family;
            }
        }
        throw new IllegalArgumentException("found the nemesis function " + function
                + ", expected start- or stop- and a fault, such as start-partition");
    }

    /**
     * Puts a fault in force until {@link #undo} or {@link #heal}.
     *
     * @throws IllegalArgumentException if the fault names an unknown node
     */
    public void inject(Fault fault) {
        cluster.ask(world -> {
            requireNodes(List.of(fault), world.nodeIds());
            return chosen.computeIfAbsent(fault.family(), this::create).nemesis.injectChosen(fault, () -> {});
        });
    }

    /** Undoes all faults that are in force. */
    public void heal() {
        cluster.ask(world -> {
            drawn.values().forEach(atWork -> atWork.nemesis.heal());
            chosen.values().forEach(atWork -> atWork.nemesis.heal());
            return true;
        });
    }

    /** Undoes the faults of a family, such as {@code packet}, that {@link #inject} has put in force. */
    public void undo(String faultName) {
        cluster.ask(world -> {
            chosen.forEach((family, atWork) -> {
                if (family.faultName().equals(faultName)) {
                    atWork.nemesis.heal();
                }
            });
            return true;
        });
    }
}
