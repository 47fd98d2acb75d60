package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.BroadcastProgram;

/**
 * A total order broadcast whose leader goes on after a crash with nothing in memory.
 *
 * <p>Flaw: the leader gives sequence numbers to new messages that it has given to others before. The other nodes take
 * the new messages for duplicates (lecture 4.2).
 *
 * <p>Symptom: the leader delivers messages that the others leave out.
 *
 * <p>Trigger: killing and restarting the leader.
 */
public final class LeaderNumbersAnew extends BroadcastProgram.Leader {

    @Override
    protected Crashes crashes() {
        return Crashes.LEADER_FORGETS;
    }
}
