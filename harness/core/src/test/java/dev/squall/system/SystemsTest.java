package dev.squall.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.testing.SimulatedRig;
import dev.squall.workload.Workload;
import dev.squall.workload.maelstrom.MaelstromWorkloads;
import dev.squall.workload.standard.LinKvWorkload;
import dev.squall.workload.standard.Workloads;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemsTest {

    private static final SystemUnderTest SOUND = SystemUnderTest.of(
            "store",
            "a store",
            SimulatedRig.program(environment -> {
                throw new AssertionError("no node is made");
            }),
            "lin-kv");

    private static final SystemUnderTest FLAWED = SOUND.flawed(
            "forgetful", "a store that forgets", SOUND.program().orElseThrow(), new Flaw("it forgets", "stale-read"));

    private static final SystemUnderTest EXECUTABLE = SystemUnderTest.executable("foreign", List.of("lin-kv"));

    private record Family(String topic, List<SystemUnderTest> systems, List<Workload> workloads, List<Claim> claims)
            implements SystemFamily {

        Family(String topic, SystemUnderTest... systems) {
            this(topic, List.of(systems), List.of(), List.of());
        }
    }

    private static final Systems SYSTEMS =
            new Systems(List.of(new Family("stores", SOUND, FLAWED), new Family("foreigners", EXECUTABLE)));

    @Test
    void familiesKeepTheirOrder() {
        assertThat(SYSTEMS.all()).containsExactly(SOUND, FLAWED, EXECUTABLE);
        assertThat(SYSTEMS.withProgram()).containsExactly(SOUND, FLAWED);
    }

    @Test
    void flawedVariantIsNamedAfterItsSoundSystem() {
        assertThat(FLAWED.name()).isEqualTo("store-forgetful");
        assertThat(FLAWED.workloads()).isEqualTo(SOUND.workloads());
        assertThat(FLAWED.faults()).isEqualTo(SOUND.faults());
    }

    @Test
    void wordSelectsSoundFlawedTopicOrName() {
        assertThat(SYSTEMS.select("all-sound")).containsExactly(SOUND);
        assertThat(SYSTEMS.select("all-flawed")).containsExactly(FLAWED);
        assertThat(SYSTEMS.select("stores")).containsExactly(SOUND, FLAWED);
        assertThat(SYSTEMS.select("foreigners")).isEmpty();
        assertThat(SYSTEMS.select("store-forgetful")).containsExactly(FLAWED);
        assertThat(SYSTEMS.topicOf(FLAWED)).isEqualTo("stores");
    }

    @Test
    void unknownNameIsRefusedWithTheKnownOnes() {
        assertThat(SYSTEMS.select("moon")).isEmpty();
        assertThatThrownBy(() -> SYSTEMS.named("moon"))
                .hasMessage("there is no system 'moon'; expected one of store, store-forgetful, foreign");
    }

    @Test
    void sameNameTwiceIsOneClearError() {
        assertThatThrownBy(() -> new Systems(List.of(new Family("a", SOUND), new Family("b", SOUND))))
                .isInstanceOf(WorldException.class)
                .hasMessageStartingWith("two systems are named 'store'; expected");
        assertThatThrownBy(() -> new Systems(List.of(new Family("store", SOUND))))
                .hasMessageStartingWith("two systems or topics are named 'store'");
        assertThatThrownBy(() -> new Systems(List.of(new Family("all-sound", SOUND))))
                .hasMessageStartingWith("two systems or topics are named 'all-sound'");
        Family shadowing = new Family("a", List.of(), List.of(new LinKvWorkload()), List.of());
        assertThatThrownBy(() -> new Systems(List.of(shadowing)))
                .hasMessageStartingWith("two workloads are named 'lin-kv'");
    }

    @Test
    void genericWorkloadsComeFirst() {
        List<String> expected = new ArrayList<>(Workloads.names());
        MaelstromWorkloads.all().forEach(workload -> expected.add(workload.name()));
        assertThat(SYSTEMS.workloadNames()).isEqualTo(expected);
    }

    @Test
    void claimAboutUnknownOrSoundSystemIsRefused() {
        Claim unknown = new Claim("c", "0.0", "nothing", Trial.survives(ExperimentDraft.on("moon"), 1));
        Claim sound = new Claim("c", "0.0", "nothing", Trial.caught(ExperimentDraft.on("store")));

        assertThatThrownBy(withClaim(unknown)::claims)
                .hasMessage("the claim c is about a system 'moon', which no family has; expected one of squall list");
        assertThatThrownBy(withClaim(sound)::claims)
                .hasMessage("the claim c has the sound system store caught; expected one with a flaw");
    }

    private static Systems withClaim(Claim claim) {
        return new Systems(List.of(new Family("stores", List.of(SOUND, FLAWED), List.of(), List.of(claim))));
    }
}
