package dev.squall.world.realtime;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.StorageException;
import dev.squall.node.host.ClockReading;
import dev.squall.node.host.UnsyncedTail;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.wire.Control;
import dev.squall.node.wire.MalformedMessageException;
import dev.squall.node.wire.WireCodec;
import dev.squall.world.ClusterObserver;
import dev.squall.world.ClusterObserver.MessageEvent;
import dev.squall.world.KillEvidence;
import dev.squall.world.WorldException;
import dev.squall.world.WriteLoss;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One node through all its lives. Messages that arrive while the node starts or is paused are held until it can
 * receive; a kill loses them.
 *
 * <p>All methods are called on the timeline's thread.
 */
// Longer than 350 lines: one state machine, in which starts, pauses, ends and messages depend on each other.
public final class RealTimeNode {

    private static final int HELD_MAX = 1 << 14;
    /** Precision of a measured clock offset: smaller offsets are taken for 0. */
    private static final long CLOCK_PRECISION_NANOS = 200_000;

    /** Client that sends init; a node may expect that names of clients are like c1. */
    static final String INIT_CLIENT = "c0";

    private static final long INIT_ID = 1;
    private static final String INIT_OK = "{\"type\": \"init_ok\", \"in_reply_to\": " + INIT_ID + "}";

    private final String nodeId;
    private final RealTimeSettings settings;
    private final RealTimeline timeline;
    private final WireCodec codec;
    private final ClusterObserver observer;
    private final NodeMachine machine;
    private final BadStorage storage;
    private final Deque<Delivery> held = new ArrayDeque<>();
    private State state = State.DOWN;
    private int life = -1;
    private int endedLife = -1;
    private boolean paused;
    /** Whether the present life has its process. */
    private boolean isAttached;

    private boolean hasServed;
    private boolean leftDown;
    private NodeLife process;
    private Runnable whenUp;
    private long initDeadlineNanos;
    private ClockSetting clock = ClockSetting.TRUE;
    private ClockSetting clockReading = ClockSetting.TRUE;
    private long controlIds;

    private enum State {
        DOWN,
        STARTING,
        UP
    }

    /** A message that has arrived at the end of its link. */
    public record Delivery(long messageNumber, Message message, String line) {}

    public RealTimeNode(
            String nodeId,
            RealTimeSettings settings,
            RealTimeline timeline,
            WireCodec codec,
            ClusterObserver observer,
            NodeMachine machine) {
        this.nodeId = nodeId;
        this.settings = settings;
        this.timeline = timeline;
        this.codec = codec;
        this.observer = observer;
        this.machine = machine;
        this.storage = new BadStorage(nodeId, machine);
    }

    public String nodeId() {
        return nodeId;
    }

    public int life() {
        return life;
    }

    public boolean isDown() {
        return state == State.DOWN;
    }

    public boolean isUp() {
        return state == State.UP;
    }

    public boolean isPaused() {
        return paused;
    }

    /** Returns true if the node has ended by itself and is not started again. */
    public boolean isLeftDown() {
        return leftDown;
    }

    public long clockOffsetNanos() {
        return clockReading.offsetAt(timeline.nowNanos());
    }

    // Lives.

    /** Begins a new life; the caller must then {@link #attach} its process. */
    public int nextLife(Runnable toRunWhenUp) {
        state = State.STARTING;
        isAttached = false;
        storage.onStart();
        whenUp = toRunWhenUp;
        return ++life;
    }

    public void attach(NodeLife newProcess) {
        process = newProcess;
        isAttached = true;
        if (!clock.equals(ClockSetting.TRUE)) {
            sendClock();
        }
        sendInit();
        flushHeld();
        initDeadlineNanos = timeline.nowNanos() + settings.command().initNanosMax();
        int started = life;
        timeline.schedule(initDeadlineNanos, () -> checkInit(started));
    }

    /** Sends the first message. Nodes of other people take it from a client, as in Maelstrom. */
    private void sendInit() {
        Control.Init init = new Control.Init(nodeId, settings.nodeIds());
        if (settings.command().isHosted()) {
            control(init);
        } else {
            process.offer(codec.encode(new Message(INIT_CLIENT, nodeId, INIT_ID, Message.NO_ID, init)));
        }
    }

    /** Returns true if a message is the reply to init, or comes in its place. */
    public boolean isInitReply(int sender, Message message) {
        return message.destination().equals(INIT_CLIENT)
                && (state == State.STARTING && sender == life || message.body() instanceof Control.InitOk);
    }

    /** Takes the reply to init. A second reply is ignored. */
    public void onInitReply(int sender, Message message) {
        if (state != State.STARTING || sender != life) {
            return;
        }
        if (message.body() instanceof Control.InitOk && message.inReplyTo() == INIT_ID) {
            onUp();
            return;
        }
        String reply = message.body() instanceof ErrorReply error
                ? "refused init with error " + error.code() + ", " + error.text()
                : "answered init with " + MalformedMessageException.quote(codec.encode(message));
        throw NodeLog.failure(settings, nodeId, reply + "; expected the body " + INIT_OK);
    }

    private void onUp() {
        state = State.UP;
        hasServed = true;
        flushHeld();
        whenUp.run();
    }

    private void checkInit(int started) {
        if (life != started || state != State.STARTING) {
            return;
        }
        if (paused || !process.isReached()) {
            initDeadlineNanos = timeline.nowNanos() + settings.command().initNanosMax();
        }
        if (timeline.nowNanos() < initDeadlineNanos) {
            timeline.schedule(initDeadlineNanos, () -> checkInit(started));
            return;
        }
        // Also in a later life, since a machine that is too busy may be why.
        throw NodeLog.failure(
                settings,
                nodeId,
                "has not answered init within "
                        + TimeUnit.NANOSECONDS.toSeconds(settings.command().initNanosMax())
                        + " s: expected " + INIT_OK + unfinished());
    }

    private String unfinished() {
        String line = process.unfinishedLine();
        return line.isEmpty()
                ? "; flush the standard output after each line"
                : "; its last line has no line end: " + MalformedMessageException.quote(line);
    }

    /** Handles a message from the node to the harness. */
    public void onControl(int sender, Message message) {
        Body body = message.body();
        if (body instanceof Control.SquallFact noted) {
            observer.onFact(nodeId, sender, noted.fact());
        } else if (sender != life || state == State.DOWN) {
            return;
        } else if (body instanceof Control.InitOk && state == State.STARTING) {
            onUp();
        } else if (body instanceof Control.SquallClockOk read) {
            clockReading = new ClockSetting(measure(read), clock.ratePartsPerBillion(), timeline.nowNanos());
        } else if (body instanceof ErrorReply error) {
            throw NodeLog.failure(
                    settings, nodeId, "refused the harness with error " + error.code() + ", " + error.text());
        }
    }

    /**
     * Notes that the process of the life {@code ended} has ended; may be called twice. If nobody has killed the node,
     * and its storage is not bad, then the end is a fact of the run for a foreign node that has served, and a failure
     * for other nodes.
     */
    public void onEnd(int ended) {
        if (ended <= endedLife) {
            return;
        }
        endedLife = ended;
        if (ended != life || state == State.DOWN) {
            tellEnd();
            return;
        }
        boolean wasStarting = state == State.STARTING;
        state = State.DOWN;
        paused = false;
        if (storage.explains(process.exitCode(), wasStarting)) {
            loseHeld();
            tellEnd();
            return;
        }
        String phase = wasStarting ? " before it answered init" : "";
        String what = process.exitCode().isEmpty()
                ? "has closed its standard output"
                : "ended by itself" + phase + " with exit code "
                        + describe(process.exitCode().getAsInt());
        failOrLeaveDown(what, "; expected it to run until it is told to end");
    }

    /** Ends the run, or leaves the node down if it is somebody else's and has served. The state is down already. */
    private void failOrLeaveDown(String what, String expected) {
        if (settings.command().isHosted() || !hasServed) {
            throw NodeLog.failure(settings, nodeId, what + expected);
        }
        leftDown = true;
        endedLife = life;
        process.kill();
        loseHeld();
        observer.onFact(nodeId, life, new NodeEnded(what, NodeLog.lastLines(settings.logFile(nodeId))));
        tellEnd();
    }

    /** A killed process may lose its last facts, since it writes several of them at once. */
    private void tellEnd() {
        observer.onLifeEnd(nodeId, endedLife, false);
    }

    private static String describe(int exitCode) {
        return exitCode > 128 ? exitCode + " (signal " + (exitCode - 128) + ")" : Integer.toString(exitCode);
    }

    public boolean hasUnsyncedWrites() {
        if (state != State.UP) {
            return false;
        }
        try {
            return machine.mayHoldUnsyncedWrites();
        } catch (StorageException e) {
            throw new WorldException("the unsynced writes of node " + nodeId + " cannot be told: " + e.getMessage(), e);
        }
    }

    public KillEvidence kill(WriteLoss loss, RandomGenerator random) {
        if (state == State.DOWN) {
            return new KillEvidence(false, 0, 0);
        }
        state = State.DOWN;
        paused = false;
        process.kill();
        loseHeld();
        return settings.command().isHosted() ? cutStorage(loss, random) : new KillEvidence(true, 0, 0);
    }

    private void loseHeld() {
        held.forEach(delivery -> tell(MessageEvent.LOST, delivery));
        held.clear();
    }

    private KillEvidence cutStorage(WriteLoss loss, RandomGenerator random) {
        try {
            return machine.onStorage(folder -> cut(UnsyncedTail.of(folder), loss, random));
        } catch (StorageException e) {
            throw new WorldException("the unsynced writes of node " + nodeId + " cannot be told: " + e.getMessage(), e);
        }
    }

    private static KillEvidence cut(UnsyncedTail tail, WriteLoss loss, RandomGenerator random) {
        int lost =
                switch (loss) {
                    case NONE -> 0;
                    case LOST -> tail.lose();
                    case TORN -> tail.tear(random);
                };
        return new KillEvidence(true, tail.recordCount(), lost);
    }

    /** Returns the faults of the node's storage. */
    BadStorage storage() {
        return storage;
    }

    public void pause() {
        if (state != State.DOWN && !paused) {
            process.pause();
            paused = true;
        }
    }

    public void resume() {
        if (paused) {
            process.resume();
            paused = false;
            initDeadlineNanos = timeline.nowNanos() + settings.command().initNanosMax();
            flushHeld();
        }
    }

    // Messages.

    /** Hands the node a message that has arrived, or holds the message until the node can receive. */
    public void deliver(Delivery delivery) {
        if (state == State.DOWN) {
            tell(MessageEvent.LOST, delivery);
        } else if (canReceive()) {
            hand(delivery);
        } else if (held.size() < HELD_MAX) {
            held.add(delivery);
        } else {
            tell(MessageEvent.LOST, delivery);
        }
    }

    private void flushHeld() {
        while (canReceive() && !held.isEmpty()) {
            hand(held.remove());
        }
    }

    /**
     * Returns true if the node takes messages. As in Maelstrom, nodes of other people take them after init: a node may
     * ask a service, and wait for the reply, before it answers init.
     */
    private boolean canReceive() {
        boolean isInitSent =
                state == State.STARTING && isAttached && !settings.command().isHosted();
        return (state == State.UP || isInitSent) && !paused;
    }

    private void hand(Delivery delivery) {
        tell(process.offer(delivery.line()) ? MessageEvent.RECEIVED : MessageEvent.LOST, delivery);
    }

    private void tell(MessageEvent event, Delivery delivery) {
        observer.onMessage(event, delivery.messageNumber(), delivery.message());
    }

    private void control(Body body) {
        process.offer(codec.encode(new Message(Control.HARNESS, nodeId, ++controlIds, Message.NO_ID, body)));
    }

    // Clock.

    public void setClock(long offsetNanos, long ratePartsPerBillion) {
        clock = new ClockSetting(offsetNanos, ratePartsPerBillion, timeline.nowNanos());
        if (state != State.DOWN) {
            sendClock();
        }
    }

    private void sendClock() {
        control(machine.setClock(clock.offsetAt(timeline.nowNanos()), clock.ratePartsPerBillion()));
    }

    /**
     * Returns the node's clock offset from the harness's clock, measured with the monotonic clock that both processes
     * share.
     */
    private static long measure(Control.SquallClockOk read) {
        ClockReading here = ClockReading.of(RealTimeNode::trueNanos, System::nanoTime);
        long offset = new ClockReading(read.wallNanos(), read.monotonicNanos()).offsetFrom(here);
        return Math.abs(offset) < CLOCK_PRECISION_NANOS ? 0 : offset;
    }

    private static long trueNanos() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private record ClockSetting(long offsetNanos, long ratePartsPerBillion, long setAtNanos) {

        static final ClockSetting TRUE = new ClockSetting(0, 0, 0);

        long offsetAt(long nowNanos) {
            return offsetNanos + (long) ((double) ratePartsPerBillion * (nowNanos - setAtNanos) / 1e9);
        }
    }
}
