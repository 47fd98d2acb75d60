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
 * A quorum store that claims linearizable registers, with asynchronous read repair: a read is answered as soon as its
 * version is sent to the outdated replicas.
 *
 * <p>Flaw: until a quorum has that version, a later read may miss it. Lost messages or a crash of the reader prolong
 * this (lecture 7.2).
 *
 * <p>Symptom: stale reads, as without read repair, but more rarely.
 *
 * <p>Trigger: reads that follow each other faster than messages travel. Loss and partitions delay the repair further.
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
