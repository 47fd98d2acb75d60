package dev.squall.run.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.FaultFamily;
import dev.squall.history.Operation;
import dev.squall.node.Fact;
import org.junit.jupiter.api.Test;

class AbstractStatesTest {

    private record Follower(long term) implements Fact {}

    private record Leader(long term) implements Fact {}

    private final AbstractStates states = new AbstractStates();

    private static Operation nemesis(String function) {
        return new Operation(0, 0, Operation.Type.INFO, Operation.NEMESIS, function, null);
    }

    @Test
    void nodesAreInterchangeableAndValuesAreLeftOut() {
        states.onFact("n1", new Follower(1));
        states.onFact("n2", new Leader(1));
        AbstractStates other = new AbstractStates();
        other.onFact("n2", new Follower(7));
        other.onFact("n1", new Leader(8));

        assertThat(other.seen()).isEqualTo(states.seen()).hasSize(2);
    }

    @Test
    void twoLeadersAreAnotherStateThanOne() {
        states.onFact("n1", new Leader(1));
        states.onFact("n2", new Leader(1));
        states.onFact("n1", new Leader(2));

        assertThat(states.seen()).hasSize(2);
    }

    @Test
    void nodeThatIsDownAndAFaultInForceMakeOtherStates() {
        states.onFact("n1", new Follower(1));
        states.onOperation(nemesis(FaultFamily.KILL.startFunction()));
        states.onLifeEnd("n1");
        states.onFact("n1", new Follower(1));
        assertThat(states.seen())
                .as("follower, down, follower during the fault")
                .hasSize(3);

        states.onOperation(nemesis(FaultFamily.KILL.stopFunction()));
        states.onFact("n1", new Follower(2));

        assertThat(states.seen()).as("the first state again").hasSize(3);
    }

    @Test
    void healingEndsEveryFault() {
        states.onFact("n1", new Follower(1));
        states.onOperation(nemesis(FaultFamily.PACKET.startFunction()));
        states.onOperation(nemesis(FaultFamily.PARTITION.startFunction()));
        states.onHealing();
        states.onFact("n1", new Follower(2));

        assertThat(states.seen()).hasSize(1);
    }
}
