package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.Operation;
import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.protocol.LinKv.Read;
import dev.squall.node.protocol.LinKv.Write;
import dev.squall.node.protocol.LinKv.WriteOk;

/**
 * A quorum store that claims linearizable registers and answers every request. Without a quorum, a node reads and
 * writes only its own replica.
 *
 * <p>Flaw: each side of a partition answers without knowing the writes on the other side (lecture 7.3, the CAP
 * theorem).
 *
 * <p>Symptom: stale reads, and acknowledged writes that are lost when the partition heals.
 *
 * <p>Trigger: a partition that lasts longer than the timeout of an operation.
 */
public final class AnswersOnBothSides extends QuorumProgram {

    @Override
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options) {
            @Override
            protected void onNoQuorum(Operation operation) {
                Body request = operation.request();
                if (request instanceof Read read) {
                    answerRead(operation, ownVersion(read.key()));
                } else if (request instanceof Write write) {
                    writeOwn(write.key(), write.value());
                    operation.answer(new WriteOk());
                } else {
                    super.onNoQuorum(operation);
                }
            }
        };
    }
}
