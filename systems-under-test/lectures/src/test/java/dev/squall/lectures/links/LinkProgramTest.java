package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.node.Fact;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.LinkFacts;
import dev.squall.node.protocol.Links;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinkProgramTest {

    @Test
    void theVocabularyHasEveryRecordThatNodesUse() {
        Vocabulary vocabulary = new ReliableLinkProgram().vocabulary();

        assertThat(vocabulary.bodies().values()).contains(Links.Send.class, Links.FlushOk.class);
        assertThat(vocabulary.bodies().values()).extracting(Class::getName).containsAll(recordsIn(LinkMessages.class));
        assertThat(vocabulary.stableRecords().values())
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(recordsIn(LinkRecords.class));
        assertThat(vocabulary.facts().values())
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(Stream.of(LinkFacts.class.getDeclaredClasses())
                        .filter(Fact.class::isAssignableFrom)
                        .map(Class::getName)
                        .toList());
    }

    @Test
    void unknownLinkOptionIsRefusedAtCreation() {
        assertThatThrownBy(() -> new FifoLinkProgram().create(null, Map.of("quorum", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A link has no option 'quorum'");
    }

    private static List<String> recordsIn(Class<?> holder) {
        return Stream.of(holder.getDeclaredClasses()).map(Class::getName).toList();
    }
}
