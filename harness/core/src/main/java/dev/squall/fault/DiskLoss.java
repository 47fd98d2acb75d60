package dev.squall.fault;

import dev.squall.world.Crashable;
import dev.squall.world.KillEvidence;
import dev.squall.world.WriteLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A crash of a node as in a power failure: its unsynced writes are lost or torn. The node is started again when the
 * fault is undone.
 *
 * @param writes fate of the unsynced writes; never {@link WriteLoss#NONE}, which is a {@link Kill}
 * @param atNextSync true if the node crashes when it is next about to sync, in the middle of a handler
 */
public record DiskLoss(String node, WriteLoss writes, boolean atNextSync) implements Fault {

    private static final List<String> LOSSES = List.of("lost", "torn");

    public DiskLoss {
        if (writes == WriteLoss.NONE) {
            throw new IllegalArgumentException("a disk fault that loses no writes; expected lost or torn ones");
        }
    }

    static DiskLoss read(FaultFields fields) {
        WriteLoss writes = WriteLoss.valueOf(fields.word("writes", LOSSES).toUpperCase(Locale.ROOT));
        return new DiskLoss(fields.node("node"), writes, Crash.isAtNextSync(fields));
    }

    static String words(FaultTotals seen) {
        return seen.text(
                "%d of %d unsynced records lost in %d crashes",
                seen.sum("lost-records"), seen.sum("unsynced-records"), seen.sum("crashed"));
    }

    @Override
    public FaultFamily family() {
        return FaultFamily.DISK;
    }

    @Override
    public Set<String> nodes() {
        return Set.of(node);
    }

    @Override
    public Optional<Fault> renamed(Map<String, String> newNames) {
        return Optional.ofNullable(newNames.get(node)).map(name -> new DiskLoss(name, writes, atNextSync));
    }

    @Override
    public Map<String, Object> fields() {
        return Crash.fields(node, writes, atNextSync);
    }

    @Override
    public Optional<ActiveFault> inject(FaultContext context, Runnable whenInForce) {
        Crashable nodes = context.capability(Crashable.class);
        Crash crash = new Crash(this, node, nodes) {
            @Override
            public long effects() {
                return evidence().lostRecords();
            }

            @Override
            Map<String, Long> seen() {
                KillEvidence evidence = evidence();
                Map<String, Long> seen = new LinkedHashMap<>();
                seen.put("crashed", wasUp() ? 1L : 0);
                seen.put("unsynced-records", (long) evidence.unsyncedRecords());
                seen.put("lost-records", (long) evidence.lostRecords());
                return seen;
            }
        };
        return atNextSync
                ? crash.armed(context, writes, whenInForce)
                : crash.now(nodes.kill(node, writes), whenInForce);
    }
}
