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
 * A quorum store that claims linearizable registers, and whose reads are answered as soon as the version that they
 * found is sent to the replicas that lack it.
 *
 * <p>Wrong: until a quorum has that version a later read may miss it, the more so if the messages are lost or the
 * reader crashes (lecture 7.2).
 *
 * <p>Shows: stale reads, as without read repair, but more rarely.
 *
 * <p>By: reads that follow each other more closely than messages travel; loss and partitions keep the repair from
 * arriving for longer.
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
