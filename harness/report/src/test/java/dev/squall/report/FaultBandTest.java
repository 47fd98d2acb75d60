package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.history.History;
import dev.squall.history.HistoryReader;
import org.junit.jupiter.api.Test;

class FaultBandTest {

    @Test
    void aDrawnFaultLastsFromItsAnnouncementToTheFirstWordOfItsEnd() {
        History history = HistoryReader.parse(line(1, "start-kill", ":some")
                + line(2, "start-kill", "[\"n1\" \"n3\"]")
                + line(5, "stop-kill", "nil")
                + line(6, "stop-kill", "[\"n1\" \"n3\"]"));

        assertThat(FaultBand.of(history, false)).containsExactly(new FaultBand("kill", "n1 n3", 1, 5));
    }

    @Test
    void scriptedFaultsOfOneFamilyOverlap() {
        History history = HistoryReader.parse(line(1, "start-pause", "{:node \"n1\"}")
                + line(2, "start-pause", "{:node \"n2\"}")
                + line(3, "stop-pause", "{:node \"n1\"}")
                + line(4, "stop-pause", "{:node \"n2\"}"));

        assertThat(FaultBand.of(history, true))
                .containsExactly(
                        new FaultBand("pause", "node \"n1\"", 1, 3), new FaultBand("pause", "node \"n2\"", 2, 4));
    }

    @Test
    void healingEndsAllAndTheEndOfTheHistoryTheRest() {
        History history = HistoryReader.parse(line(1, "start-kill", ":some")
                + line(2, "start-partition", ":halves")
                + line(3, "heal", "nil")
                + line(4, "start-clock", "nil")
                + line(7, "begin-liveness-phase", "nil"));

        assertThat(FaultBand.of(history, false))
                .containsExactlyInAnyOrder(
                        new FaultBand("kill", "some", 1, 3),
                        new FaultBand("partition", "halves", 2, 3),
                        new FaultBand("clock", "", 4, 7));
    }

    private static String line(int millis, String function, String value) {
        return "{:time " + millis + "000000, :type :info, :process :nemesis, :f :" + function + ", :value " + value
                + "}\n";
    }
}
