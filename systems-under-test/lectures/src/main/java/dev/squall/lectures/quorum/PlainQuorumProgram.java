package dev.squall.lectures.quorum;

import dev.squall.lectures.quorum.QuorumOptions.ReadRepair;

/**
 * The store without read repair (lecture 5.2): a client sees its own writes, but the keys are not linearizable
 * registers (lecture 7.2), for while a write is under way one read may return it and a later one not.
 */
public final class PlainQuorumProgram extends QuorumProgram {

    public PlainQuorumProgram() {
        super(ReadRepair.NONE);
    }
}
