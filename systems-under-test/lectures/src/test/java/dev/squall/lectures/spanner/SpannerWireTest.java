package dev.squall.lectures.spanner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.RecordArbitraries;
import dev.squall.node.wire.WireCodec;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests the JSON form of the records. The simulation passes records without JSON, so only processes use it. */
class SpannerWireTest {

    private static final Vocabulary VOCABULARY = new SpannerProgram().vocabulary();
    private static final WireCodec CODEC = new WireCodec(VOCABULARY);

    @Property
    void everyMessageSurvivesItsCodec(@ForAll("bodies") Body body) {
        Message message = new Message("n1", "n2", 1, Message.NO_ID, body);

        assertThat(CODEC.decode(CODEC.encode(message))).isEqualTo(message);
    }

    @Property
    void everyStableRecordSurvivesItsCodec(@ForAll("stableRecords") StableRecord stableRecord) {
        assertThat(CODEC.decodeStableRecord(CODEC.encode(stableRecord))).isEqualTo(stableRecord);
    }

    @Property
    void everyFactSurvivesItsCodec(@ForAll("facts") Fact fact) {
        assertThat(CODEC.decodeFact(CODEC.encode(fact))).isEqualTo(fact);
    }

    @Provide
    Arbitrary<Body> bodies() {
        return new RecordArbitraries(VOCABULARY).anyOf(VOCABULARY.bodies());
    }

    @Provide
    Arbitrary<StableRecord> stableRecords() {
        return new RecordArbitraries(VOCABULARY).anyOf(VOCABULARY.stableRecords());
    }

    @Provide
    Arbitrary<Fact> facts() {
        return new RecordArbitraries(VOCABULARY).anyOf(VOCABULARY.facts());
    }
}
