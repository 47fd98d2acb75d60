package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import java.util.List;

/** The client requests and replies of the clock workloads, and the facts that checkers of clock uses need. */
public final class Timekeeping {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> FACTS =
            List.of(Used.class, QuartzStarted.class, Estimated.class, Adjusted.class, Logged.class);

    /** All bodies of the timekeeping workloads, {@link ErrorReply}, and the facts of this class. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(Use.class, UseOk.class, Offset.class, OffsetOk.class, Ask.class, AskOk.class, ErrorReply.class),
            List.of(),
            FACTS);

    private Timekeeping() {}

    /** Asks a node to act as the holder of the lease, once it holds the lease. */
    public record Use() implements Body {}

    /** The node has acted as the holder of the lease. */
    public record UseOk() implements Body {}

    /** Asks a node for the offset of the server's clock from its own clock. */
    public record Offset() implements Body {}

    /** The offset by which the server's clock is ahead, with the bound of the error. */
    public record OffsetOk(long offsetNanos, long boundNanos) implements Body {}

    /** Asks a node to send a question to another node. */
    public record Ask() implements Body {}

    /** The question was answered. */
    public record AskOk() implements Body {}

    /**
     * The node acted as holder of the lease.
     *
     * @param tenure number of the grant, unique in one life of the node
     * @param machineNanos reading of the machine's monotonic clock that the node compared with the lease's end. The
     *     nodes of a run share a machine, so this reading stands for true time
     */
    public record Used(long tenure, long machineNanos) implements Fact {}

    /**
     * The node's clock started at a reading of the machine's monotonic clock. At reading {@code m}, the node's clock
     * shows {@code m} plus the offset plus the drift since the start.
     */
    public record QuartzStarted(long offsetNanos, long driftPartsPerMillion, long machineNanos) implements Fact {}

    /**
     * The node estimated the server's offset from its own clock.
     *
     * @param correctedNanos time of the node's clock with its corrections
     * @param machineNanos reading of the machine's monotonic clock at the estimate
     */
    public record Estimated(String server, long offsetNanos, long boundNanos, long correctedNanos, long machineNanos)
            implements Fact {}

    /**
     * The node corrected its clock, or refused the correction.
     *
     * @param how the correction: {@code slew}, {@code step} or {@code panic}
     * @param offsetNanos the server's offset from the corrected clock
     */
    public record Adjusted(String how, long offsetNanos) implements Fact {}

    /**
     * The node appended an event to its log.
     *
     * @param kind the logged event: {@code question} or {@code answer}
     * @param question the question's name, unique in the run
     */
    public record Logged(String kind, String question, long timestamp) implements Fact {}
}
