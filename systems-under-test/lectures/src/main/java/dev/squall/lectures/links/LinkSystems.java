package dev.squall.lectures.links;

import static dev.squall.fault.FaultFamily.ARBITRARY;
import static dev.squall.fault.FaultFamily.CLOCK;
import static dev.squall.fault.FaultFamily.DISK;
import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.fault.FaultFamily.LATE;
import static dev.squall.fault.FaultFamily.PACKET;
import static dev.squall.fault.FaultFamily.PARTITION;
import static dev.squall.fault.FaultFamily.PAUSE;
import static dev.squall.system.ExperimentDraft.on;
import static dev.squall.system.Trial.caught;
import static dev.squall.system.Trial.survives;

import dev.squall.check.delivery.LinkProperty;
import dev.squall.check.journal.CrashContract;
import dev.squall.experiment.Variations;
import dev.squall.fault.FaultFamily;
import dev.squall.lectures.links.flawed.CounterWrittenAfterSending;
import dev.squall.lectures.links.flawed.CountersInMemory;
import dev.squall.lectures.links.flawed.NoAuthentication;
import dev.squall.lectures.links.flawed.NoDeduplication;
import dev.squall.lectures.links.flawed.NoFreshness;
import dev.squall.lectures.links.flawed.NoHoldBackBuffer;
import dev.squall.lectures.links.flawed.NoRetransmission;
import dev.squall.lectures.links.flawed.SenderNotCovered;
import dev.squall.system.Claim;
import dev.squall.system.Flaw;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Trial;
import dev.squall.workload.standard.LinkJournal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Point-to-point links (lecture 2.3): from fair-loss links to FIFO links that survive crashes. */
public final class LinkSystems implements SystemFamily {

    private static final String LINK = "link";
    private static final Set<FaultFamily> WITHOUT_CRASHES = EnumSet.of(PARTITION, PACKET, LATE, PAUSE, CLOCK);
    private static final Set<FaultFamily> WITH_ADVERSARY = EnumSet.of(PARTITION, PACKET, LATE, PAUSE, CLOCK, ARBITRARY);
    private static final Set<LinkProperty> FAIR_LOSS =
            EnumSet.of(LinkProperty.NO_DUPLICATION, LinkProperty.NO_CREATION);
    private static final Set<LinkProperty> FIFO = EnumSet.allOf(LinkProperty.class);
    private static final Set<LinkProperty> UNORDERED = EnumSet.complementOf(EnumSet.of(LinkProperty.FIFO));

    private static final SystemUnderTest RELIABLE = SystemUnderTest.of(
                    "link-reliable",
                    "a reliable link, by retransmission and deduplication",
                    new ReliableLinkProgram(),
                    LINK)
            .journal(nodes -> new LinkJournal(nodes, CrashContract.CRASH_STOP, UNORDERED))
            .withstanding(WITHOUT_CRASHES);

    private static final SystemUnderTest FIFO_LINK = SystemUnderTest.of(
                    "fifo-link",
                    "a FIFO link, by sequence numbers and a hold-back buffer over a reliable link",
                    new FifoLinkProgram(),
                    LINK)
            .journal(nodes -> new LinkJournal(nodes, CrashContract.CRASH_STOP, FIFO))
            .withstanding(WITHOUT_CRASHES);

    private static final SystemUnderTest RECOVERABLE = SystemUnderTest.of(
                    "fifo-link-recovery",
                    "a FIFO link that survives crashes, with its counters on stable storage",
                    new RecoverableFifoLinkProgram(),
                    LINK)
            .journal(nodes -> new LinkJournal(nodes, CrashContract.CRASH_RECOVERY_OF_ACKNOWLEDGED, FIFO))
            .varying(new Variations(
                    List.of(3, 4, 5, 6, 7), Map.of(LinkOptions.COMPACT_ABOVE, List.of("0", "5", "50", "1000"))));

    private static final SystemUnderTest AUTHENTICATED = SystemUnderTest.of(
                    "link-authenticated",
                    "a fair-loss link over an arbitrary link, by authentication",
                    new AuthenticatedLinkProgram(),
                    "link-fair-loss")
            .journal(nodes -> new LinkJournal(nodes, CrashContract.CRASH_STOP, FAIR_LOSS))
            .withstanding(WITH_ADVERSARY);

    private static final SystemUnderTest RELIABLE_AUTHENTICATED = SystemUnderTest.of(
                    "link-authenticated-reliable",
                    "a reliable link over an authenticated link",
                    new AuthenticatedLinkProgram.Reliable(),
                    LINK)
            .journal(nodes -> new LinkJournal(nodes, CrashContract.CRASH_STOP, UNORDERED))
            .withstanding(WITH_ADVERSARY);

    @Override
    public String topic() {
        return "links";
    }

    @Override
    public List<SystemUnderTest> systems() {
        return List.of(
                RELIABLE,
                FIFO_LINK,
                RECOVERABLE,
                AUTHENTICATED,
                RELIABLE_AUTHENTICATED,
                RELIABLE.flawed(
                        "no-retransmission",
                        "a reliable link that sends each message once",
                        new NoRetransmission(),
                        new Flaw("what the network loses is never delivered", "message-lost")),
                RELIABLE.flawed(
                        "no-deduplication",
                        "a reliable link that delivers whatever arrives",
                        new NoDeduplication(),
                        new Flaw("what is retransmitted is delivered again", "message-duplicated")),
                FIFO_LINK.flawed(
                        "no-hold-back-buffer",
                        "a FIFO link that delivers what comes early at once",
                        new NoHoldBackBuffer(),
                        new Flaw("a message overtakes one sent before it", "fifo-order-broken")),
                RECOVERABLE.flawed(
                        "counters-in-memory",
                        "a FIFO link that forgets its counters in a crash",
                        new CountersInMemory(),
                        new Flaw("after a restart numbers are used again or awaited for ever", "message-lost")),
                RECOVERABLE.flawed(
                        "counter-written-after-sending",
                        "a FIFO link that writes its counter after sending, not before",
                        new CounterWrittenAfterSending(),
                        new Flaw("after a crash between the two a number is used again", "message-lost")),
                AUTHENTICATED.flawed(
                        "no-authentication",
                        "an authenticated link that does not check the tag",
                        new NoAuthentication(),
                        new Flaw("a message that was changed on its way is delivered", "message-created")),
                AUTHENTICATED.flawed(
                        "sender-not-covered",
                        "an authenticated link whose tag does not cover the sender",
                        new SenderNotCovered(),
                        new Flaw("a message is delivered as from another node", "message-created")),
                AUTHENTICATED.flawed(
                        "no-freshness",
                        "an authenticated link that accepts a number again",
                        new NoFreshness(),
                        new Flaw("a replayed message is delivered", "message-duplicated")));
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Claim(
                        "link-reliable",
                        "2.3",
                        "retransmission and deduplication turn a fair-loss link into a reliable one",
                        survives(on("link-reliable").timeLimitMillis(5_000), 180),
                        caught(on("link-reliable-no-retransmission").timeLimitMillis(2_000)),
                        caught(on("link-reliable-no-deduplication").timeLimitMillis(2_000))),
                new Claim(
                        "fifo-link",
                        "2.3",
                        "sequence numbers and a hold-back buffer make a reliable link FIFO",
                        survives(on("fifo-link").timeLimitMillis(5_000), 180),
                        caught(on("fifo-link-no-hold-back-buffer").timeLimitMillis(2_000))),
                new Claim(
                        "fifo-link-recovery",
                        "2.3",
                        "under crash-recovery the link's counters must be on stable storage",
                        survives(on("fifo-link-recovery").timeLimitMillis(10_000), 180),
                        caught(on("fifo-link-recovery-counters-in-memory")
                                .timeLimitMillis(3_000)
                                .faults(KILL)
                                .withoutSwarm()),
                        caught(on("fifo-link-recovery-counter-written-after-sending")
                                .timeLimitMillis(5_000)
                                .faults(DISK)
                                .withoutSwarm()
                                .nemesisIntervalMillis(300))),
                new Claim(
                        "link-authenticated",
                        "2.3",
                        "authentication turns an arbitrary link into a fair-loss link",
                        survives(
                                on("link-authenticated")
                                        .timeLimitMillis(4_000)
                                        .faults(ARBITRARY, PARTITION, PACKET, PAUSE),
                                120),
                        survives(
                                on("link-authenticated-reliable")
                                        .timeLimitMillis(4_000)
                                        .faults(ARBITRARY, PARTITION, PACKET, PAUSE),
                                60),
                        tampered("link-authenticated-no-authentication"),
                        tampered("link-authenticated-sender-not-covered"),
                        tampered("link-authenticated-no-freshness")));
    }

    private static Trial tampered(String system) {
        return caught(on(system).timeLimitMillis(2_000).faults(ARBITRARY).withoutSwarm());
    }
}
