package dev.squall.lectures.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.RecordArbitraries;
import dev.squall.node.wire.WireCodec;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests the JSON form of the records. The simulation passes records without JSON, so only processes use it. */
class EventualWireTest {

    private static final Vocabulary LAST_WRITER_WINS = new LastWriterWinsProgram().vocabulary();
    private static final Vocabulary MULTI_VALUE = new MultiValueProgram().vocabulary();
    private static final WireCodec LAST_WRITER_WINS_CODEC = new WireCodec(LAST_WRITER_WINS);
    private static final WireCodec MULTI_VALUE_CODEC = new WireCodec(MULTI_VALUE);

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void lastWriterWinsMessagesSurviveTheCodec(@ForAll("lastWriterWinsBodies") Body body) {
        assertSurvives(LAST_WRITER_WINS_CODEC, body);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void multiValueMessagesSurviveTheCodec(@ForAll("multiValueBodies") Body body) {
        assertSurvives(MULTI_VALUE_CODEC, body);
    }

    private static void assertSurvives(WireCodec codec, Body body) {
        Message message = new Message("n1", "n2", 1, Message.NO_ID, body);
        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void lastWriterWinsRecordsSurviveTheCodec(@ForAll("lastWriterWinsRecords") StableRecord stored) {
        assertThat(LAST_WRITER_WINS_CODEC.decodeStableRecord(LAST_WRITER_WINS_CODEC.encode(stored)))
                .isEqualTo(stored);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void multiValueRecordsSurviveTheCodec(@ForAll("multiValueRecords") StableRecord stored) {
        assertThat(MULTI_VALUE_CODEC.decodeStableRecord(MULTI_VALUE_CODEC.encode(stored)))
                .isEqualTo(stored);
    }

    @Provide
    Arbitrary<Body> lastWriterWinsBodies() {
        return new RecordArbitraries(LAST_WRITER_WINS).anyOf(LAST_WRITER_WINS.bodies());
    }

    @Provide
    Arbitrary<Body> multiValueBodies() {
        return new RecordArbitraries(MULTI_VALUE).anyOf(MULTI_VALUE.bodies());
    }

    @Provide
    Arbitrary<StableRecord> lastWriterWinsRecords() {
        return new RecordArbitraries(LAST_WRITER_WINS).anyOf(LAST_WRITER_WINS.stableRecords());
    }

    @Provide
    Arbitrary<StableRecord> multiValueRecords() {
        return new RecordArbitraries(MULTI_VALUE).anyOf(MULTI_VALUE.stableRecords());
    }
}
