package dev.squall.lectures.raft;

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
import org.junit.jupiter.api.Test;

/** Tests the JSON form of the records. The simulation passes records without JSON, so only processes use it. */
class RaftWireTest {

    private static final Vocabulary VOCABULARY = new RaftProgram().vocabulary();
    private static final WireCodec CODEC = new WireCodec(VOCABULARY);

    @Property(tries = 2_000)
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

    @Test
    void commandsAreToldInWords() {
        assertThat(new Command("c1", 7, Command.CAS, 5L, 4L, 3L))
                .hasToString("cas of key 5 from 4 to 3 (message 7 of c1)");
        assertThat(new Command("c1", 8, Command.READ, 5L, null, null)).hasToString("read of key 5 (message 8 of c1)");
        assertThat(new Command("c1", 9, Command.WRITE, 5L, null, 3L))
                .hasToString("write of 3 to key 5 (message 9 of c1)");
        assertThat(new Command("c1", 9, Command.APPEND, 5L, null, "b"))
                .hasToString("append of b to key 5 (message 9 of c1)");
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
