package dev.squall.jepsen;

import dev.squall.fault.Fault;
import dev.squall.fault.Nemesis;
import dev.squall.fault.NemesisPackage;
import dev.squall.fault.Surroundings;
import dev.squall.world.Cluster;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Faults of a {@link JepsenCluster}: families that draw their faults, and faults given by the caller. Thread-safe. */
public final class JepsenNemesis {

    /** A fault family with its context and random generator. */
    private record Family(Surroundings surroundings, Nemesis nemesis) {}

    /** A fault given by the caller. */
    private record Injected(Fault fault, Fault.InForce inForce) {}

    private final JepsenCluster cluster;
    /** Both maps are for the timeline's thread only. */
    private final Map<NemesisPackage, Family> families = new EnumMap<>(NemesisPackage.class);

    private final List<Injected> injected = new ArrayList<>();

    /** Makes a nemesis with no fault in force. */
    public JepsenNemesis(JepsenCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Begins or ends a fault, and waits until it is in force or undone.
     *
     * @param function name such as {@code start-partition} or {@code stop-kill}
     * @param value the exact fault, in the form of the family's histories; null lets the family draw
     * @return the fault and its observed effect, as Clojure data
     * @throws IllegalArgumentException if no family has the function; the message is one sentence
     * @throws IllegalStateException if the cluster does not allow the fault
     */
    public Object invoke(String function, Object value) {
        NemesisPackage family = familyOf(function);
        Object seen = cluster.<Object>askLater(report -> begin(family, function, value, report));
        return ClojureData.toClojure(seen);
    }

    private void begin(NemesisPackage family, String function, Object value, Consumer<Object> report) {
        Family atWork = families.computeIfAbsent(family, this::create);
        boolean draws = value == null && function.equals(family.startFunction());
        Object what = draws ? family.draw(atWork.surroundings().random()) : ClojureData.fromClojure(value);
        atWork.nemesis().invoke(function, what, report);
    }

    private Family create(NemesisPackage family) {
        Surroundings surroundings = cluster.surroundings(family.faultName());
        require(family, surroundings.cluster());
        return new Family(surroundings, family.create(surroundings));
    }

    private static void require(NemesisPackage family, Cluster cluster) {
        if (!cluster.faculties().containsAll(family.needs())) {
            throw new IllegalStateException("the fault " + family.faultName() + " needs " + family.needs()
                    + "; this cluster has " + cluster.faculties());
        }
    }

    private static NemesisPackage familyOf(String function) {
        for (NemesisPackage family : NemesisPackage.values()) {
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
     * @throws IllegalArgumentException if it names a node that does not exist
     */
    public void inject(Fault fault) {
        cluster.ask(world -> {
            if (!world.nodeIds().containsAll(fault.nodes())) {
                throw new IllegalArgumentException(
                        "the fault is on " + fault.nodes() + ", expected some of " + world.nodeIds());
            }
            return injected.add(new Injected(fault, fault.inject(world)));
        });
    }

    /** Undoes all faults that are in force. */
    public void heal() {
        cluster.ask(world -> {
            families.values().forEach(family -> family.nemesis().heal());
            return true;
        });
        for (NemesisPackage family : NemesisPackage.values()) {
            undo(family.faultName());
        }
    }

    /** Undoes the faults of a family, such as {@code packet}, that {@link #inject} has put in force. */
    public void undo(String faultName) {
        cluster.ask(world -> injected.removeIf(it -> {
            boolean isMeant = it.fault().family().faultName().equals(faultName);
            if (isMeant) {
                it.inForce().undo().run();
            }
            return isMeant;
        }));
    }
}
