package dev.squall.fault;

import dev.squall.world.Killable;
import dev.squall.world.WriteLoss;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kill of a node's process; the node is started again when the fault is undone. The node's disk keeps all its writes,
 * synced or not.
 *
 * @param atNextSync true if the node is killed when it is next about to sync, in the middle of a handler
 */
public record Kill(String node, boolean atNextSync) implements Fault {

    /** Creates a kill that takes effect at once. */
    public Kill(String node) {
        this(node, false);
    }

    static Kill read(FaultFields fields) {
        return new Kill(fields.node("node"), Crash.isAtNextSync(fields));
    }

    static FaultDrawer drawer(FaultContext context) {
        return context.someNodes(Kill::new);
    }

    static String words(FaultTotals seen) {
        return seen.text("%d nodes killed, %d started again", seen.sum("killed"), seen.sum("started-again"));
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.KILL;
    }

    @Override
    public Set<String> nodes() {
        return Set.of(node);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        return Optional.ofNullable(newNames.get(node)).map(name -> new Kill(name, atNextSync));
    }

    @Override
    public Map<String, Object> fields() {
        return Crash.fields(node, WriteLoss.NONE, atNextSync);
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        Killable nodes = context.capability(Killable.class);
        Crash crash = new Crash(this, node, nodes) {
            @Override
            public long effects() {
                return isStartedAgain() ? 1 : 0;
            }

            @Override
            Map<String, Long> seen() {
                Map<String, Long> seen = new LinkedHashMap<>();
                seen.put("killed", wasUp() ? 1L : 0);
                seen.put("started-again", effects());
                return seen;
            }
        };
        return atNextSync
                ? crash.armed(context, WriteLoss.NONE, whenInForce)
                : crash.now(nodes.kill(node), whenInForce);
    }
}
