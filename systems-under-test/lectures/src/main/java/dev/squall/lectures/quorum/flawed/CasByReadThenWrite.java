package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.Operation;
import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.node.Environment;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv.Cas;
import dev.squall.node.protocol.LinKv.CasOk;
import java.util.Objects;

/**
 * A quorum store that offers compare-and-set: a quorum read of the key, a comparison, and a quorum write.
 *
 * <p>Flaw: another write may take effect between the read and the write. Quorum reads and writes cannot implement
 * compare-and-set, which needs consensus, such as total order broadcast (lecture 7.2).
 *
 * <p>Symptom: two compare-and-sets that succeed from the same value, or a compare-and-set that undoes a write.
 *
 * <p>Trigger: concurrent requests at different nodes, without any fault.
 */
public final class CasByReadThenWrite extends QuorumProgram {

    @Override
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options) {
            @Override
            protected void onRequestToCompareAndSet(Operation operation, Cas request) {
                read(operation, request.key(), version -> {
                    if (Objects.equals(version.value(), request.from())) {
                        write(operation, request.key(), request.to(), () -> operation.answer(new CasOk()));
                    } else {
                        operation.answer(new ErrorReply(ErrorCode.PRECONDITION_FAILED, "the key has another value"));
                    }
                });
            }
        };
    }
}
