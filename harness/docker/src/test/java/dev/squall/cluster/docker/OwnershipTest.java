package dev.squall.cluster.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    @Test
    void whatADeadHarnessLeftIsRemovedAndWhatALivingOneMadeIsNot() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        try (DockerEngine engine = Engines.connectOrSkip()) {
            String name = "squall-test-" + UUID.randomUUID();
            Ownership mine = Ownership.ofThisProcess(name + "-mine");
            String[] words = mine.process().split(" ");
            Ownership theirs = new Ownership(name + "-theirs", words[0] + " " + dead.pid() + " " + words[2]);
            Ownership elsewhere = new Ownership(name + "-elsewhere", "pid:[1] " + dead.pid() + " " + words[2]);
            for (Ownership each : new Ownership[] {mine, theirs, elsewhere}) {
                engine.client()
                        .createNetworkCmd()
                        .withName(each.run())
                        .withLabels(each.labels())
                        .exec();
            }

            Ownership.removeLeftovers(engine.client());

            try {
                assertThat(engine.client()
                                .listNetworksCmd()
                                .withNameFilter(name)
                                .exec())
                        .extracting(network -> network.getName())
                        .containsExactlyInAnyOrder(mine.run(), elsewhere.run());
            } finally {
                Ownership.removeNetwork(engine.client(), mine.run());
                Ownership.removeNetwork(engine.client(), elsewhere.run());
            }
        }
    }
}
