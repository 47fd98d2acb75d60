package dev.squall.report.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.report.diagram.TraceEvent.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CausalMergeTest {

    private static final int CLIENT = 0;
    private static final int NODE = 1;

    private static TraceEvent event(long time, Kind kind, int lane) {
        return new TraceEvent(time, kind, lane, 0, kind + " " + lane);
    }

    @Test
    void instantOperationEnclosesItsMessages() {
        List<TraceEvent> messages = List.of(
                event(5, Kind.SENT, CLIENT),
                event(5, Kind.RECEIVED, NODE),
                event(5, Kind.SENT, NODE),
                event(5, Kind.RECEIVED, CLIENT));
        List<TraceEvent> facts = List.of(event(5, Kind.FACT, NODE));
        List<TraceEvent> operations = List.of(event(5, Kind.INVOKE, CLIENT), event(5, Kind.OK, CLIENT));

        assertThat(CausalMerge.merge(messages, facts, operations))
                .extracting(TraceEvent::text)
                .containsExactly("INVOKE 0", "SENT 0", "RECEIVED 1", "FACT 1", "SENT 1", "RECEIVED 0", "OK 0");
    }

    @Test
    void operationsOfOneInstantKeepTheirMessages() {
        List<TraceEvent> messages = List.of(
                event(5, Kind.SENT, CLIENT),
                event(5, Kind.RECEIVED, CLIENT),
                event(5, Kind.SENT, CLIENT),
                event(5, Kind.RECEIVED, CLIENT));
        List<TraceEvent> operations = List.of(
                event(5, Kind.INVOKE, CLIENT),
                event(5, Kind.FAIL, CLIENT),
                event(5, Kind.INVOKE, CLIENT),
                event(5, Kind.OK, CLIENT));

        assertThat(CausalMerge.merge(messages, List.of(), operations))
                .extracting(TraceEvent::kind)
                .containsExactly(
                        Kind.INVOKE,
                        Kind.SENT,
                        Kind.RECEIVED,
                        Kind.FAIL,
                        Kind.INVOKE,
                        Kind.SENT,
                        Kind.RECEIVED,
                        Kind.OK);
    }

    @Test
    void backwardTimeKeepsItsPlace() {
        List<TraceEvent> messages = List.of(event(5, Kind.SENT, NODE), event(3, Kind.RECEIVED, NODE));

        assertThat(CausalMerge.merge(messages, List.of(event(4, Kind.FACT, 2)), List.of()))
                .extracting(TraceEvent::timeNanos)
                .containsExactly(4L, 5L, 5L);
    }

    @Test
    void nothingIsLostAndMessagesKeepTheirOrder() {
        Random random = new Random(1);
        List<TraceEvent> messages = IntStream.range(0, 500)
                .mapToObj(i -> new TraceEvent(i / 7, Kind.values()[random.nextInt(3)], random.nextInt(3), i, ""))
                .toList();
        List<TraceEvent> facts = IntStream.range(0, 200)
                .mapToObj(i -> event(i / 3, Kind.FACT, 1 + i % 2))
                .toList();

        List<TraceEvent> merged = CausalMerge.merge(messages, facts, List.of());

        assertThat(merged).hasSize(700).containsAll(facts);
        assertThat(merged).filteredOn(event -> event.kind() != Kind.FACT).isEqualTo(messages);
        assertThat(merged).isSortedAccordingTo((a, b) -> Long.compare(a.timeNanos(), b.timeNanos()));
    }
}
