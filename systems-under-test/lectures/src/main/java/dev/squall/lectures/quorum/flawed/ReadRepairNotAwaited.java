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
 * A quorum store that claims linearizable registers, with asynchronous read repair: the node answers a read immediately
 * after sending its version to the outdated replicas.
 *
 * <p>Flaw: until a quorum has the version, a later read may return an older version. Lost messages or a crash of the
 * coordinator prolong the repair (lecture 7.2).
 *
 * <p>Symptom: stale reads, which are rarer than without read repair.
 *
 * <p>Trigger: reads in quicker succession than the delay of messages. Loss and partitions delay the repair further.
 */
public final class ReadRepairNotAwaited extends QuorumProgram {

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
                super.repair(operation, key, newest, outdated, version -> {});
                whenRead.accept(newest); // The flaw: the client is answered before a quorum has the version.
            }
        };
    }
}
