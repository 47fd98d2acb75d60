package dev.squall.world.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.testing.SimulatedRig;
import dev.squall.world.Latency;
import dev.squall.world.WorldException;
import dev.squall.world.WriteLoss;
import dev.squall.world.simulated.TestNodes.Ping;
import dev.squall.world.simulated.TestNodes.TimerNode;
import org.junit.jupiter.api.Test;

/** Timers, pauses and lives of one node. */
class SimulatedNodeLifeTest {

    private static final String STARTED = "n1/0 Started[]";

    private final SimulatedRig rig = new SimulatedRig(1, Latency.NONE, TimerNode::new).start();

    @Test
    void aTimerFiresOnceWhenItsTimeHasCome() {
        tellAt(5, "10");
        rig.settle();

        assertThat(rig.facts).containsExactly(STARTED, got(0, "10"), ticked(0, "10"));
        assertThat(rig.timeline.nowNanos()).isEqualTo(15_000_000);
    }

    @Test
    void aCancelledTimerNeverFires() {
        tellAt(0, "10");
        tellAt(5, "cancel");
        rig.settle();

        assertThat(rig.facts).containsExactly(STARTED, got(0, "10"), got(0, "cancel"));
    }

    @Test
    void toCancelATimerThatHasFiredDoesNothing() {
        tellAt(0, "10");
        tellAt(15, "cancel");
        rig.settle();

        assertThat(rig.facts).containsExactly(STARTED, got(0, "10"), ticked(0, "10"), got(0, "cancel"));
    }

    @Test
    void aTimerOfAnEarlierLifeNeverFires() {
        tellAt(0, "10");
        rig.at(5, () -> rig.cluster.kill("n1", WriteLoss.NONE));
        rig.at(6, () -> rig.cluster.restart("n1"));
        tellAt(7, "20");
        rig.settle();

        assertThat(rig.facts).containsExactly(STARTED, got(0, "10"), "n1/1 Started[]", got(1, "20"), ticked(1, "20"));
    }

    @Test
    void aPausedNodeDoesNothingAndIsStillUp() {
        tellAt(0, "10");
        rig.at(5, () -> rig.cluster.pause("n1"));
        tellAt(6, "1");
        rig.settle();

        assertThat(rig.facts).containsExactly(STARTED, got(0, "10"));
        assertThat(rig.cluster.isPaused("n1")).isTrue();
        assertThat(rig.cluster.isUp("n1")).isTrue();
    }

    @Test
    void aResumedNodeDoesWhatItMissedInTheOrderInWhichItWasDue() {
        tellAt(0, "10");
        rig.at(5, () -> rig.cluster.pause("n1"));
        tellAt(8, "50");
        tellAt(12, "60");
        rig.at(20, () -> rig.cluster.resume("n1"));
        rig.settle();

        assertThat(rig.facts)
                .containsExactly(
                        STARTED,
                        got(0, "10"),
                        got(0, "50"),
                        ticked(0, "10"),
                        got(0, "60"),
                        ticked(0, "50"),
                        ticked(0, "60"));
        assertThat(rig.timeline.nowNanos()).isEqualTo(80_000_000);
        assertThat(rig.cluster.isPaused("n1")).isFalse();
    }

    @Test
    void aMissedTimerCanStillBeCancelledByAnEarlierMissedMessage() {
        tellAt(0, "10");
        rig.at(5, () -> rig.cluster.pause("n1"));
        tellAt(8, "cancel");
        rig.at(20, () -> rig.cluster.resume("n1"));
        rig.settle();

        assertThat(rig.facts).containsExactly(STARTED, got(0, "10"), got(0, "cancel"));
    }

    @Test
    void aKillEndsAPauseAndLosesWhatWasHeldBack() {
        rig.at(5, () -> rig.cluster.pause("n1"));
        tellAt(6, "1");
        rig.at(7, () -> rig.cluster.kill("n1", WriteLoss.NONE));
        rig.at(8, () -> rig.cluster.restart("n1"));
        rig.at(9, () -> rig.cluster.resume("n1"));
        rig.settle();

        assertThat(rig.facts).containsExactly(STARTED, "n1/1 Started[]");
        assertThat(rig.cluster.isPaused("n1")).isFalse();
    }

    @Test
    void aNodeThatIsDownCannotBePaused() {
        rig.at(1, () -> rig.cluster.kill("n1", WriteLoss.NONE));
        rig.at(2, () -> rig.cluster.pause("n1"));
        rig.settle();

        assertThat(rig.cluster.isPaused("n1")).isFalse();
    }

    @Test
    void toPauseTwiceAndResumeTwiceIsToDoItOnce() {
        rig.at(1, () -> rig.cluster.pause("n1"));
        rig.at(2, () -> rig.cluster.pause("n1"));
        tellAt(3, "10");
        rig.at(4, () -> rig.cluster.resume("n1"));
        rig.at(5, () -> rig.cluster.resume("n1"));
        rig.settle();

        assertThat(rig.facts).containsExactly(STARTED, got(0, "10"), ticked(0, "10"));
    }

    @Test
    void aTimerBeyondAllTimeNeverFiresEarly() {
        tellAt(1, Long.toString(Long.MAX_VALUE));
        rig.runForTheLastTime(1_000_000);

        assertThat(rig.facts).containsExactly(STARTED, got(0, Long.toString(Long.MAX_VALUE)));
    }

    @Test
    void aNegativeDelayIsAnErrorOfTheNode() {
        tellAt(1, "-1");

        assertThatThrownBy(rig::settle)
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("node n1")
                .hasMessageContaining("a timer's delay is -1 ms, expected at least 0");
    }

    private void tellAt(long millis, String text) {
        rig.at(millis, () -> assertThat(rig.request("n1", 1, new Ping(text))).isTrue());
    }

    private static String got(int life, String text) {
        return "n1/" + life + " Got[body=Ping[text=" + text + "]]";
    }

    private static String ticked(int life, String timer) {
        return "n1/" + life + " Ticked[timer=" + timer + "]";
    }
}
