package dev.squall.fault;

import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Injector of one family of faults in one run. The nemesis injects drawn or scripted faults, undoes them, and records
 * both in the history. All methods are called on the timeline's thread.
 */
public final class Nemesis {

    private static final long POLL_NANOS = 20_000_000L;

    private final FaultFamily family;
    private final FaultContext context;
    private final BiConsumer<String, Object> log;
    private final FaultDrawer drawer;
    /**
     * All faults that were ever in force, including undone ones: a world may report effects after a fault is undone.
     */
    private final List<ActiveFault> all = new ArrayList<>();

    private final List<ActiveFault> injected = new ArrayList<>();
    private long strikes;

    /** @param log takes the function and the value of each nemesis operation */
    public Nemesis(FaultFamily family, FaultContext context, BiConsumer<String, Object> log) {
        this.family = family;
        this.context = context;
        this.log = log;
        this.drawer = family.drawer(context);
    }

    /**
     * A fault and the times between which it was in force.
     *
     * @param untilNanos {@link Long#MAX_VALUE} if the fault lasted until the final healing
     */
    public record Injected(Fault fault, long fromNanos, long untilNanos) {}

    /** Returns the family of faults that this nemesis injects. */
    public FaultFamily family() {
        return family;
    }

    /** Draws the kind of the family's next strike. */
    public Strike draw() {
        return drawer.draw();
    }

    /**
     * Ends the present strike, if any, and begins another.
     *
     * @param whenStruck runs when the faults of the strike are in force, in this call or later
     */
    public void strike(Strike strike, Runnable whenStruck) {
        end(() -> {});
        strikes++;
        strike.begin(this, whenStruck);
    }

    /**
     * Injects a fault that was chosen by the caller rather than drawn.
     *
     * @return the injected fault; empty if it could not be injected, for instance because the node is down
     */
    public Optional<ActiveFault> injectChosen(Fault fault, Runnable whenInForce) {
        strikes++;
        return inject(fault, whenInForce);
    }

    /** Injects a fault of the present strike. */
    Optional<ActiveFault> inject(Fault fault, Runnable whenInForce) {
        long fromNanos = context.timeline().nowNanos();
        // The fault may come into force during this call or later.
        ActiveFault[] active = new ActiveFault[1];
        boolean[] isEarly = new boolean[1];
        Runnable begin = () -> {
            if (active[0] == null) {
                isEarly[0] = true;
            } else {
                begin(active[0]);
                whenInForce.run();
            }
        };
        Optional<ActiveFault> result = fault.inject(context, begin);
        result.ifPresent(it -> {
            it.fromNanos = fromNanos;
            injected.add(it);
            active[0] = it;
            if (isEarly[0]) {
                begin.run();
            }
        });
        return result;
    }

    private void begin(ActiveFault fault) {
        fault.isInForce = true;
        all.add(fault);
        log.accept(family.startFunction(), FaultCodec.toEdn(fault.fault()));
    }

    /** Withdraws a fault that still waits for its moment, as if it had never been injected. */
    void withdraw(ActiveFault fault) {
        injected.remove(fault);
        fault.undo(() -> {});
    }

    /**
     * Ends the present strike, after waiting for effects of its faults that are still expected.
     *
     * @param whenOver runs when all faults of the strike are undone
     */
    public void stop(Runnable whenOver) {
        stop(strikes, whenOver);
    }

    private void stop(long strike, Runnable whenOver) {
        if (strike == strikes && injected.stream().anyMatch(ActiveFault::isEffectDue)) {
            long later = context.timeline().nowNanos() + POLL_NANOS;
            context.timeline().schedule(later, () -> stop(strike, whenOver));
        } else if (strike == strikes) {
            end(whenOver);
        } else {
            whenOver.run();
        }
    }

    /** Undoes all faults in force, at the end of the safety phase. Idempotent. */
    public void heal() {
        List<ActiveFault> healed = List.copyOf(injected);
        end(() -> {});
        healed.forEach(fault -> fault.untilNanos = Long.MAX_VALUE);
    }

    private void end(Runnable whenEnded) {
        drawer.cancel();
        List<ActiveFault> toUndo = List.copyOf(injected);
        long[] pending = {toUndo.size()};
        if (toUndo.isEmpty()) {
            whenEnded.run();
        }
        toUndo.forEach(fault -> undo(fault, () -> {
            pending[0]--;
            if (pending[0] == 0) {
                whenEnded.run();
            }
        }));
    }

    /** Undoes one fault; does nothing if the fault is undone already. */
    public void undo(ActiveFault fault) {
        undo(fault, () -> {});
    }

    private void undo(ActiveFault fault, Runnable whenUndone) {
        if (!injected.remove(fault)) {
            whenUndone.run();
            return;
        }
        fault.untilNanos = context.timeline().nowNanos();
        fault.undo(() -> {
            if (fault.isInForce) {
                Map<Object, Object> value = new LinkedHashMap<>(FaultCodec.toEdn(fault.fault()));
                Map<Object, Object> seen = new LinkedHashMap<>();
                fault.seen().forEach((name, number) -> seen.put(new Keyword(name), number));
                value.put(FaultCodec.SEEN, seen);
                log.accept(family.stopFunction(), value);
            }
            whenUndone.run();
        });
    }

    /** Returns every fault that has been in force so far, in the order of injection. */
    public List<Injected> injected() {
        return all.stream()
                .map(it -> new Injected(it.fault(), it.fromNanos, it.untilNanos))
                .toList();
    }

    /** Returns true if at least one fault that is undone had an effect. */
    public boolean hasHadEffect() {
        return all.stream().anyMatch(fault -> !injected.contains(fault) && fault.effects() > 0);
    }

    /** Returns the evidence of the family's effects so far. */
    public Evidence evidence() {
        FaultTotals totals =
                new FaultTotals(strikes, all, context.cluster().network().unit());
        return new Evidence(family.faultName(), strikes, totals.effects(), family.words(totals));
    }
}
