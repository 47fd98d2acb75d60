package dev.squall.lectures.broadcast.flawed;

import dev.squall.lectures.broadcast.BroadcastProgram;

/**
 * A total order broadcast with a leader that continues with empty memory after a crash.
 *
 * <p>Flaw: after a restart, the leader gives used sequence numbers to new messages. The other nodes drop the new
 * messages as duplicates (lecture 4.2).
 *
 * <p>Symptom: the leader delivers messages that the other nodes never deliver.
 *
 * <p>Trigger: killing and restarting the leader.
 */
public final class LeaderNumbersAnew extends BroadcastProgram.Leader {

    @Override
    protected Crashes crashes() {
        return Crashes.LEADER_FORGETS;
    }
}
