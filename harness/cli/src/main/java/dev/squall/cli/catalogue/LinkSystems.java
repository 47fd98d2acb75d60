package dev.squall.cli.catalogue;

import dev.squall.check.delivery.CrashContract;
import dev.squall.check.delivery.LinkProperty;
import dev.squall.fault.FaultFamily;
import dev.squall.lectures.links.FifoLinkProgram;
import dev.squall.lectures.links.LinkProgram;
import dev.squall.lectures.links.RecoverableFifoLinkProgram;
import dev.squall.lectures.links.ReliableLinkProgram;
import dev.squall.lectures.links.flawed.CounterWrittenAfterSending;
import dev.squall.lectures.links.flawed.CountersInMemory;
import dev.squall.lectures.links.flawed.NoDeduplication;
import dev.squall.lectures.links.flawed.NoHoldBackBuffer;
import dev.squall.lectures.links.flawed.NoRetransmission;
import dev.squall.system.Flaw;
import dev.squall.system.SystemUnderTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Point-to-point links (lecture 2.3). */
final class LinkSystems {

    private static final Set<FaultFamily> WITHOUT_CRASHES =
            EnumSet.of(FaultFamily.PARTITION, FaultFamily.PACKET, FaultFamily.PAUSE, FaultFamily.CLOCK);

    /** What a kind of link promises, and in which model. */
    private enum Promise {
        RELIABLE(CrashContract.CRASH_STOP, EnumSet.complementOf(EnumSet.of(LinkProperty.FIFO)), WITHOUT_CRASHES),
        FIFO(CrashContract.CRASH_STOP, EnumSet.allOf(LinkProperty.class), WITHOUT_CRASHES),
        RECOVERABLE_FIFO(
                CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED,
                EnumSet.allOf(LinkProperty.class),
                EnumSet.allOf(FaultFamily.class));

        private final CrashContract contract;
        private final Set<LinkProperty> properties;
        private final Set<FaultFamily> faults;

        Promise(CrashContract contract, Set<LinkProperty> properties, Set<FaultFamily> faults) {
            this.contract = contract;
            this.properties = properties;
            this.faults = faults;
        }
    }

    private LinkSystems() {}

    static List<SystemUnderTest> all() {
        return List.of(
                link(
                        "link-reliable",
                        "a reliable link, by retransmission and deduplication",
                        new ReliableLinkProgram(),
                        Promise.RELIABLE,
                        null),
                link(
                        "fifo-link",
                        "a FIFO link, by sequence numbers and a hold-back buffer over a reliable link",
                        new FifoLinkProgram(),
                        Promise.FIFO,
                        null),
                link(
                        "fifo-link-recovery",
                        "a FIFO link that survives crashes, with its counters on stable storage",
                        new RecoverableFifoLinkProgram(),
                        Promise.RECOVERABLE_FIFO,
                        null),
                link(
                        "link-reliable-no-retransmission",
                        "a reliable link that sends each message once",
                        new NoRetransmission(),
                        Promise.RELIABLE,
                        new Flaw("what the network loses is never delivered", "message-lost")),
                link(
                        "link-reliable-no-deduplication",
                        "a reliable link that delivers whatever arrives",
                        new NoDeduplication(),
                        Promise.RELIABLE,
                        new Flaw("what is retransmitted is delivered again", "message-duplicated")),
                link(
                        "fifo-link-no-hold-back-buffer",
                        "a FIFO link that delivers what comes early at once",
                        new NoHoldBackBuffer(),
                        Promise.FIFO,
                        new Flaw("a message overtakes one sent before it", "fifo-order-broken")),
                link(
                        "fifo-link-recovery-counters-in-memory",
                        "a FIFO link that forgets its counters in a crash",
                        new CountersInMemory(),
                        Promise.RECOVERABLE_FIFO,
                        new Flaw("after a restart numbers are used again or awaited for ever", "message-lost")),
                link(
                        "fifo-link-recovery-counter-written-after-sending",
                        "a FIFO link that writes its counter after sending, not before",
                        new CounterWrittenAfterSending(),
                        Promise.RECOVERABLE_FIFO,
                        new Flaw("after a crash between the two a number is used again", "message-lost")));
    }

    private static SystemUnderTest link(
            String name, String description, LinkProgram program, Promise promise, Flaw flaw) {
        return new SystemUnderTest(
                name,
                description,
                Optional.of(program),
                List.of("link"),
                Optional.ofNullable(flaw),
                nodes -> new LinkJournal(nodes, promise.contract, promise.properties),
                promise.faults.stream().map(FaultFamily::faultName).toList());
    }
}
