package dev.squall.node.host;

import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableStorage;
import dev.squall.node.Timer;
import dev.squall.node.wire.Control;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The environment of a node that runs in its own process. */
record HostEnvironment(
        String nodeId,
        List<String> nodeIds,
        Consumer<Message> output,
        TimerQueue timers,
        WallClock wallClock,
        LongSupplier monotonicClock,
        RandomGenerator random,
        StableStorage storage)
        implements Environment {

    @Override
    public void send(Message message) {
        output.accept(message);
    }

    @Override
    public Timer setTimer(long delayMillis, Runnable action) {
        return timers.set(monotonicNanos(), delayMillis, action);
    }

    @Override
    public long wallClockNanos() {
        return wallClock.nowNanos();
    }

    @Override
    public long monotonicNanos() {
        return monotonicClock.getAsLong();
    }

    @Override
    public void journal(Fact fact) {
        output.accept(new Message(nodeId, Control.HARNESS, Message.NO_ID, Message.NO_ID, new Control.SquallFact(fact)));
    }
}
