package dev.squall.lectures.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.LinKv;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaftProgramTest {

    private final NodeProgram program = new RaftProgram();

    @Test
    void theVocabularyHasEveryRecordThatNodesUse() {
        Vocabulary vocabulary = program.vocabulary();
        assertThat(vocabulary.bodies().values()).contains(LinKv.Read.class, LinKv.CasOk.class);
        assertThat(vocabulary.bodies().values()).extracting(Class::getName).containsAll(recordsIn(RaftMessages.class));
        assertThat(vocabulary.stableRecords().values())
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(recordsIn(RaftRecords.class));
        assertThat(vocabulary.facts().values())
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(recordsIn(RaftFacts.class));
    }

    @Test
    void unknownRaftOptionIsRefusedAtCreation() {
        assertThatThrownBy(() -> program.create(null, Map.of("quorum", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Raft has no option 'quorum'");
    }

    private static List<String> recordsIn(Class<?> holder) {
        return List.of(holder.getDeclaredClasses()).stream().map(Class::getName).toList();
    }
}
