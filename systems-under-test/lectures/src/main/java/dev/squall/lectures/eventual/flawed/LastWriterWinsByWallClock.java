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
 * <p>Wrong: clocks that disagree need not agree with causality (lecture 3.3). A client that has read a value written at
 * a node whose clock is ahead, and overwrites it at a node whose clock is right, writes with the smaller timestamp.
 *
 * <p>Shows: a write that was acknowledged, and causally last, is lost. The replicas converge all the same.
 *
 * <p>By: moving some nodes' wall clocks; nothing else need fail.
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
