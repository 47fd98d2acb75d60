package dev.squall.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.system.Systems;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeMutantsTest {

    private static List<String> simpleNames(NodeMutants mutants) {
        return mutants.classNames().stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .toList();
    }

    @Test
    void classesAreThoseThatTheProgramUsesInItsPackage() {
        assertThat(simpleNames(LinkMutants.ALL))
                .contains("ReliableLink", "ReliableLinkProgram", "LinkNode", "Unacknowledged", "LinkMessages$Data")
                .doesNotContain("FifoLink", "LinkSystems");
        assertThat(LinkMutants.ALL.classNames()).noneMatch(name -> name.contains(".flawed."));
    }

    @Test
    void mutantsAreOrderedAndHaveAnIdentityEach() {
        List<Mutant> all = LinkMutants.ALL.all();

        assertThat(all).hasSizeGreaterThan(50).isSorted();
        assertThat(all.stream().map(Mutant::identity)).doesNotHaveDuplicates().noneMatch(id -> id.contains(" "));
        NodeMutants again = NodeMutants.of(LinkMutants.SYSTEM.program().orElseThrow());
        assertThat(again.all()).isEqualTo(all);
        Mutant mutant = LinkMutants.noRetransmission();
        assertThat(again.find(mutant.className(), mutant.identity())).hasValue(mutant);
        assertThat(again.classFile(mutant)).isEqualTo(LinkMutants.ALL.classFile(mutant));
    }

    @Test
    void methodsThatTheCompilerWritesAreNotMutated() {
        List<Mutant> all = NodeMutants.of(
                        Systems.installed().named("raft-kv").program().orElseThrow())
                .all();

        assertThat(all)
                .noneMatch(mutant -> mutant.simpleClassName().equals("Role")
                        && mutant.method().matches("values|valueOf"))
                .noneMatch(mutant -> mutant.method().matches("equals|hashCode|toString")
                        && mutant.simpleClassName().startsWith("RaftMessages"))
                .noneMatch(mutant -> mutant.simpleClassName().equals("LogEntry")
                        && mutant.method().equals("term"));
    }
}
