package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.Operation;
import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.lectures.quorum.Version;
import dev.squall.node.Environment;
import java.util.List;
import java.util.function.Consumer;

/**
 * A quorum store that claims linearizable registers without read repair: a read returns the newest version in its
 * quorum, and does not update outdated replicas.
 *
 * <p>Flaw: during a write, fewer replicas than a quorum have the new version. One read returns the new version, and a
 * later read of other replicas the old version (lecture 7.2).
 *
 * <p>Symptom: stale reads, so the registers are not linearizable. A client still reads its own writes.
 *
 * <p>Trigger: writes that reach one replica early and the other replicas late, through latency, loss, a partition or a
 * crash of the coordinator.
 */
public final class NoReadRepair extends QuorumProgram {

    @Override
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options) {
            @Override
            protected void repair(
                    Operation operation,
                    Object key,
                    Version newest,
                    List<String> outdated,
                    Consumer<Version> whenRead) {
                whenRead.accept(newest); // The flaw: no write-back.
            }
        };
    }
}
