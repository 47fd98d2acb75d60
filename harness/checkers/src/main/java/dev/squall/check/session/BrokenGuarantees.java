package dev.squall.check.session;

import dev.squall.check.Meter;
import dev.squall.check.register.Access;
import dev.squall.check.register.ReadsFrom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Set of guarantees that cannot all hold in a history, with the evidence. The guarantees can hold together if and only
 * if two conditions hold. No read that returned the initial value has a visible write to its key, and the order of all
 * writes has no cycle.
 *
 * @param guarantees the guarantees
 * @param summary a clause that describes the evidence
 * @param operations the indexes of the operations that show the violation
 */
record BrokenGuarantees(Set<Guarantee> guarantees, String summary, List<Integer> operations) {

    BrokenGuarantees {
        guarantees = EnumSet.copyOf(guarantees);
        operations = List.copyOf(operations);
    }

    /** Returns the terms of the guarantees, joined. */
    static String terms(Set<Guarantee> guarantees, String joint) {
        return guarantees.stream().map(Guarantee::term).collect(Collectors.joining(joint));
    }

    /** Returns evidence that the guarantees cannot hold together in a history; empty if they can. */
    static Optional<BrokenGuarantees> find(ReadsFrom history, Set<Guarantee> guarantees, Meter meter) {
        WriteOrder order = new WriteOrder(history, guarantees, meter);
        List<Access> dependencyOrder = DependencyOrder.of(history, guarantees);
        Words words = new Words(history, guarantees);
        for (Object key : order.keys()) {
            if (dependencyOrder.size() < order.size()) {
                break;
            }
            Visibility visibility =
                    new Visibility(history, guarantees, key, order.writesOf(key), dependencyOrder, meter.nested());
            Optional<Access> blindRead = visibility.addTo(order);
            if (blindRead.isPresent()) {
                return Optional.of(words.blindRead(blindRead.get()));
            }
        }
        if (guarantees.contains(Guarantee.WRITES_IN_REAL_TIME)) {
            order.addRealTime();
        }
        List<Access> cycle = order.cycle();
        return cycle.isEmpty() ? Optional.empty() : Optional.of(words.cycle(cycle));
    }

    /** Describes the evidence in words and collects the operations that show it. */
    private static final class Words {

        private final ReadsFrom history;
        private final Set<Guarantee> guarantees;
        private final TreeSet<Integer> operations = new TreeSet<>();

        Words(ReadsFrom history, Set<Guarantee> guarantees) {
            this.history = history;
            this.guarantees = guarantees;
        }

        BrokenGuarantees blindRead(Access read) {
            List<Access> chain =
                    VisibilityChain.find(history, guarantees, read, write -> Objects.equals(write.key(), read.key()));
            String summary = read + " returned the initial value, although " + visible(chain);
            return new BrokenGuarantees(guarantees, summary, List.copyOf(operations));
        }

        BrokenGuarantees cycle(List<Access> cycle) {
            if (cycle.size() == 1) {
                Access write = cycle.get(0);
                show(write);
                String summary = write + " would come before itself, since " + reason(write, write);
                return new BrokenGuarantees(guarantees, summary, List.copyOf(operations));
            }
            List<String> steps = new ArrayList<>();
            for (int i = 0; i < cycle.size(); i++) {
                Access earlier = cycle.get(i);
                Access later = cycle.get((i + 1) % cycle.size());
                show(earlier);
                show(later);
                steps.add(earlier + " comes before " + later + ", since " + reason(earlier, later));
            }
            String summary = "the writes have no order: " + String.join("; but ", steps);
            return new BrokenGuarantees(guarantees, summary, List.copyOf(operations));
        }

        private String reason(Access earlier, Access later) {
            if (guarantees.contains(Guarantee.MONOTONIC_WRITES) && earlier.isBeforeInSession(later)) {
                return "the process made them in this order";
            }
            Access read = guarantees.contains(Guarantee.WRITES_FOLLOW_READS) ? readBefore(earlier, later) : null;
            if (read != null) {
                show(read);
                return "process " + later.process() + " had read it (operation " + read.index() + ")";
            }
            if (guarantees.contains(Guarantee.WRITES_IN_REAL_TIME)
                    && Objects.equals(earlier.key(), later.key())
                    && earlier.operation().precedes(later.operation())) {
                return "it was acknowledged before the other was invoked";
            }
            return returnedInstead(earlier, later);
        }

        /** Returns a read in which the later write's session read the earlier write; null if there is none. */
        private Access readBefore(Access earlier, Access later) {
            return history.history().sessions().get(later.session()).stream()
                    .filter(access ->
                            access.isBeforeInSession(later) && access.reads() && history.source(access) == earlier.id())
                    .findFirst()
                    .orElse(null);
        }

        private String returnedInstead(Access earlier, Access later) {
            for (Access read : history.history().accesses()) {
                if (read.reads() && history.source(read) == later.id()) {
                    List<Access> chain =
                            VisibilityChain.find(history, guarantees, read, write -> write.id() == earlier.id());
                    if (!chain.isEmpty()) {
                        return read + " returned the latter, although " + visible(chain);
                    }
                }
            }
            throw new IllegalStateException("nothing puts " + earlier + " before " + later);
        }

        private String visible(List<Access> chain) {
            chain.forEach(this::show);
            Access write = chain.get(0);
            Access read = chain.get(chain.size() - 1);
            if (chain.size() == 2) {
                return "process " + read.process() + " had made " + write;
            }
            if (chain.size() == 3 && !chain.get(1).writes()) {
                return "process " + read.process() + " had seen " + write + " (operation "
                        + chain.get(1).index() + ")";
            }
            return write + " must be visible to it, by way of "
                    + chain.subList(1, chain.size() - 1).stream()
                            .map(Access::toString)
                            .collect(Collectors.joining(", then "));
        }

        private void show(Access access) {
            operations.addAll(access.operation().indexes());
            if (access.reads() && history.source(access) != ReadsFrom.INITIAL) {
                operations.addAll(
                        history.access(history.source(access)).operation().indexes());
            }
        }
    }
}
