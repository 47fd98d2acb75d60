package dev.squall.lectures.clocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.fault.PacketFault;
import dev.squall.lectures.clocks.flawed.NtpDriftNotAdded;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Timekeeping.Offset;
import dev.squall.node.protocol.Timekeeping.OffsetOk;
import dev.squall.testkit.VirtualCluster;
import dev.squall.world.Latency;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NtpNodeTest {

    /** Returns the verdicts on a client that asks again and again over a link with delays up to 100 ms one way. */
    private static List<Verdict> verdicts(long seed) {
        OffsetJournal journal = new OffsetJournal(List.of("n1", "n2"));
        VirtualCluster cluster = VirtualCluster.of(new ClockProgram.Ntp())
                .size(2)
                .seed(seed)
                .latency(new Latency(1_000_000, Latency.Distribution.UNIFORM))
                .observing((node, fact) -> journal.onFact(0, node, 0, fact))
                .start();
        cluster.inject(new PacketFault(PacketFault.Kind.DELAY, 70, 100_000_000, seed, Map.of("n1", List.of("n2"))));
        for (int i = 0; i < 50; i++) {
            cluster.run(37);
            cluster.request("c1", "n2", new Offset());
        }
        cluster.settle();
        return journal.verdicts();
    }

    @Property(tries = 200)
    void errorStaysWithinItsBoundForAnyAsymmetry(@ForAll long seed) {
        assertThat(verdicts(seed)).allMatch(verdict -> verdict.validity() == Validity.VALID, "all valid");
    }

    @Test
    void boundWithoutDriftIsBrokenWhenTheServerIsSilent() {
        OffsetJournal journal = new OffsetJournal(List.of("n1", "n2"));
        VirtualCluster cluster = VirtualCluster.of(new NtpDriftNotAdded())
                .size(2)
                .observing((node, fact) -> journal.onFact(0, node, 0, fact))
                .start();
        cluster.run(1_000);
        cluster.separate("n2");
        cluster.run(60_000);
        cluster.ask("c1", "n2", new Offset());

        assertThat(journal.verdicts()).extracting(Verdict::anomaly).contains("offset-beyond-bound");
    }

    @Test
    void clientWithoutAnExchangeHasNoEstimate() {
        VirtualCluster cluster =
                VirtualCluster.of(new ClockProgram.Ntp()).size(2).playing("n1").start();

        assertThat(cluster.ask("c1", "n2", new Offset()))
                .isEqualTo(new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "the server has not responded yet"));
    }

    @Test
    void serverHasNoOffsetFromItself() {
        VirtualCluster cluster =
                VirtualCluster.of(new ClockProgram.Ntp()).size(2).start();

        assertThat(cluster.ask("c1", "n1", new Offset())).isEqualTo(new OffsetOk(0, 0));
    }
}
