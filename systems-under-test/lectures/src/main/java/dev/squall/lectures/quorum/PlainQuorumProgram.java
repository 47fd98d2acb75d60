package dev.squall.lectures.quorum;

import dev.squall.lectures.quorum.QuorumOptions.ReadRepair;

/**
 * The quorum store without read repair (lecture 5.2). A client reads its own writes, but the keys are not linearizable
 * registers (lecture 7.2). During a write, one read may return the new value, and a later read the old value.
 */
public final class PlainQuorumProgram extends QuorumProgram {

    public PlainQuorumProgram() {
        super(ReadRepair.NONE);
    }
}
