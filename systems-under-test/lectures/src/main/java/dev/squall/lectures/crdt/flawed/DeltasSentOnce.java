package dev.squall.lectures.crdt.flawed;

import dev.squall.lectures.crdt.CrdtProgram;

/**
 * A G-set that broadcasts each delta once.
 *
 * <p>Flaw: a delta that the network loses is never sent again, and no later delta contains the lost one.
 *
 * <p>Symptom: some replica never has the element. Replicas with the same deltas are still equal.
 *
 * <p>Trigger: a lost message.
 */
public final class DeltasSentOnce extends CrdtProgram.DeltaGSet {

    @Override
    protected boolean repeats() {
        return false;
    }
}
