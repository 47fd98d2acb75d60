package dev.squall.lectures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Body;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import dev.squall.node.wire.RecordArbitraries;
import dev.squall.node.wire.WireCodec;
import dev.squall.system.Systems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Tests the JSON form of every program's records. The simulation passes records without JSON, so only processes and
 * containers use it.
 */
class EveryWireTest {

    /** The vocabularies of all systems, each once. */
    private static final List<Vocabulary> VOCABULARIES = vocabularies();

    /** A record of a program, and the codec that must keep it. */
    record Coded<T>(T value, WireCodec codec) {}

    private static List<Vocabulary> vocabularies() {
        Map<List<Object>, Vocabulary> distinct = new LinkedHashMap<>();
        Systems.installed().withProgram().forEach(system -> {
            Vocabulary vocabulary = system.program().orElseThrow().vocabulary();
            distinct.putIfAbsent(
                    List.of(vocabulary.bodies(), vocabulary.stableRecords(), vocabulary.facts()), vocabulary);
        });
        return List.copyOf(distinct.values());
    }

    @Property(tries = 8_000, edgeCases = EdgeCasesMode.NONE)
    void everyMessageSurvivesItsCodec(@ForAll("bodies") Coded<Body> body) {
        Message message = new Message("n1", "n2", 1, Message.NO_ID, body.value);

        assertThat(body.codec.decode(body.codec.encode(message))).isEqualTo(message);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void everyStableRecordSurvivesItsCodec(@ForAll("stableRecords") Coded<StableRecord> stored) {
        assertThat(stored.codec.decodeStableRecord(stored.codec.encode(stored.value)))
                .isEqualTo(stored.value);
    }

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
    void everyFactSurvivesItsCodec(@ForAll("facts") Coded<Fact> fact) {
        assertThat(fact.codec.decodeFact(fact.codec.encode(fact.value))).isEqualTo(fact.value);
    }

    @Provide
    Arbitrary<Coded<Body>> bodies() {
        return ofEach(Vocabulary::bodies);
    }

    @Provide
    Arbitrary<Coded<StableRecord>> stableRecords() {
        return ofEach(Vocabulary::stableRecords);
    }

    @Provide
    Arbitrary<Coded<Fact>> facts() {
        return ofEach(Vocabulary::facts);
    }

    private static <T> Arbitrary<Coded<T>> ofEach(Function<Vocabulary, Map<String, Class<? extends T>>> classes) {
        List<Arbitrary<Coded<T>>> each = new ArrayList<>();
        for (Vocabulary vocabulary : VOCABULARIES) {
            Map<String, Class<? extends T>> ofKind = classes.apply(vocabulary);
            if (!ofKind.isEmpty()) {
                WireCodec codec = new WireCodec(vocabulary);
                each.add(new RecordArbitraries(vocabulary).anyOf(ofKind).map(value -> new Coded<T>(value, codec)));
            }
        }
        return Arbitraries.oneOf(each);
    }
}
