package dev.squall.lectures.eventual.flawed;

import dev.squall.lectures.eventual.EventualOptions;
import dev.squall.lectures.eventual.LastWriterWinsNode;
import dev.squall.lectures.eventual.LastWriterWinsProgram;
import dev.squall.lectures.eventual.TimestampClock;
import dev.squall.lectures.eventual.WallClock;
import dev.squall.node.Environment;
import dev.squall.node.Node;

/**
 * The last-writer-wins map with timestamps from the nodes' wall clocks.
 *
 * <p>Flaw: timestamps from clocks that differ need not agree with causality (lecture 3.3). Assume that a client reads a
 * value written at a node with a clock that is ahead. If the client overwrites the value at a node with a correct
 * clock, the second write has the smaller timestamp.
 *
 * <p>Symptom: a lost write that was acknowledged and causally last. The replicas still converge.
 *
 * <p>Trigger: steps of some nodes' wall clocks, without any other fault.
 */
public final class LastWriterWinsByWallClock extends LastWriterWinsProgram {

    @Override
    protected Node newNode(Environment environment, EventualOptions options) {
        return new LastWriterWinsNode(environment, options) {
            @Override
            protected TimestampClock newClock(Environment life) {
                return new WallClock(life);
            }
        };
    }
}
