package dev.squall.fault;

import dev.squall.world.Pausable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A pause of a node; the node resumes where it stopped when the fault is undone. */
public record Pause(String node) implements Fault {

    static Pause read(FaultFields fields) {
        return new Pause(fields.node("node"));
    }

    static FaultDrawer drawer(FaultContext context) {
        return context.someNodes(Pause::new);
    }

    static String words(FaultTotals seen) {
        return seen.text(
                "%d nodes paused, %d of them until they were resumed", seen.sum("paused"), seen.sum("resumed"));
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.PAUSE;
    }

    @Override
    public Set<String> nodes() {
        return Set.of(node);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        return Optional.ofNullable(newNames.get(node)).map(Pause::new);
    }

    @Override
    public Map<String, Object> fields() {
        return Map.of("node", node);
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        Pausable nodes = context.capability(Pausable.class);
        if (!context.cluster().isUp(node) || nodes.isPaused(node)) {
            return Optional.empty();
        }
        nodes.pause(node);
        long paused = nodes.isPaused(node) ? 1 : 0;
        whenInForce.run();
        return Optional.of(new ActiveFault(this) {
            private long resumed;

            @Override
            public void undo(Runnable whenUndone) {
                // A node that was killed during its pause is no longer paused.
                if (nodes.isPaused(node)) {
                    nodes.resume(node);
                    resumed = 1;
                }
                whenUndone.run();
            }

            @Override
            public long effects() {
                return paused;
            }

            @Override
            Map<String, Long> seen() {
                Map<String, Long> seen = new LinkedHashMap<>();
                seen.put("paused", paused);
                seen.put("resumed", resumed);
                return seen;
            }
        });
    }
}
