package dev.squall.fault;

import dev.squall.history.Keyword;
import dev.squall.world.CrashableAtSync;
import dev.squall.world.KillEvidence;
import dev.squall.world.Killable;
import dev.squall.world.WriteLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A fault that ends a life of a node: at once, or when the node is next about to sync. */
abstract class Crash extends ActiveFault {

    private static final List<String> MOMENTS = List.of("between-handlers", "about-to-sync");

    private final String node;
    private final Killable nodes;
    private Runnable withdrawal = () -> {};
    private KillEvidence evidence = new KillEvidence(false, 0, 0);
    private boolean isUndone;

    Crash(Fault fault, String node, Killable nodes) {
        super(fault);
        this.node = node;
        this.nodes = nodes;
    }

    static Map<String, Object> fields(String node, WriteLoss writes, boolean atNextSync) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("node", node);
        if (writes != WriteLoss.NONE) {
            fields.put("writes", new Keyword(writes.name().toLowerCase(Locale.ROOT)));
        }
        if (atNextSync) {
            fields.put("at-next-sync", true);
        }
        return fields;
    }

    /** Returns true if the crash waits for the next sync; also reads the field names of older histories. */
    static boolean isAtNextSync(FaultFields fields) {
        return fields.flag("at-next-sync") || fields.word("moment", MOMENTS).equals(MOMENTS.get(1));
    }

    Optional<ActiveFault> now(KillEvidence seen, Runnable whenInForce) {
        evidence = seen;
        if (!seen.wasUp()) {
            return Optional.empty();
        }
        whenInForce.run();
        return Optional.of(this);
    }

    Optional<ActiveFault> armed(FaultContext context, WriteLoss loss, Runnable whenInForce) {
        withdrawal = context.capability(CrashableAtSync.class).killAtNextSync(node, loss, seen -> {
            evidence = seen;
            whenInForce.run();
        });
        return Optional.of(this);
    }

    final boolean wasUp() {
        return evidence.wasUp();
    }

    final KillEvidence evidence() {
        return evidence;
    }

    final boolean isStartedAgain() {
        return isUndone && wasUp();
    }

    @Override
    public final void undo(Runnable whenUndone) {
        isUndone = true;
        withdrawal.run();
        if (wasUp()) {
            nodes.restart(node);
        }
        whenUndone.run();
    }
}
