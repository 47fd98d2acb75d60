package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListCommandTest {

    @Test
    void everySystemIsListedAndAFlawedOneWithItsFlaw() {
        Squall.Result result = Squall.run("list");

        assertThat(result.exitCode()).isZero();
        for (SystemUnderTest system : Systems.installed().withProgram()) {
            assertThat(result.out()).contains("  " + system.name() + " ", system.description());
            system.flaw().ifPresent(flaw -> assertThat(result.out()).contains(flaw.description(), flaw.anomaly()));
        }
        assertThat(result.out()).contains("Workloads", "lin-kv", "Faults", "partition", "Models", "cas-register");
    }

    @Test
    void realSystemsAreListedWithTheirWorld() throws Exception {
        assertThat(Systems.installed().deployed().stream().map(SystemUnderTest::name))
                .containsExactly("etcd", "etcd-serializable", "zookeeper", "zookeeper-sync", "redis");
        assertThat(Squall.run("list").out()).contains("Real systems, with --world docker", "  etcd-serializable ");
        JsonNode json = new ObjectMapper().readTree(Squall.run("list", "--json").out());
        assertThat(json.get("realSystems").findValuesAsText("name")).contains("zookeeper", "redis");
    }

    @Test
    void jsonListsTheSameAsTheText() throws Exception {
        JsonNode json = new ObjectMapper().readTree(Squall.run("list", "--json").out());

        List<String> names = new ArrayList<>();
        json.get("systems").forEach(system -> names.add(system.get("name").asText()));
        assertThat(names)
                .isEqualTo(Systems.installed().withProgram().stream()
                        .map(SystemUnderTest::name)
                        .toList());
        assertThat(json.get("faults").toString()).contains("partition", "packet", "kill", "pause", "clock", "disk");
        assertThat(json.get("workloads").toString()).contains("lin-kv");
        assertThat(json.get("models").toString()).contains("cas-register");
    }

    @Test
    void flawedSystemFollowsItsSoundSystem() {
        List<String> sound = new ArrayList<>();
        for (SystemUnderTest system : Systems.installed().withProgram()) {
            if (system.flaw().isEmpty()) {
                sound.add(system.name());
            } else {
                assertThat(sound).anyMatch(name -> system.name().startsWith(name + "-"));
            }
        }
    }
}
