package dev.squall.world.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.experiment.Experiment;
import dev.squall.fault.Evidence;
import dev.squall.fault.FaultFamily;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.file.DescribedSystem;
import dev.squall.system.file.SystemFile;
import dev.squall.world.WorldKind;
import dev.squall.world.docker.engine.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the key-value example in containers, by its system file and by a compose file. */
@Timeout(300)
class DescribedContainersTest {

    private static final Path EXAMPLES =
            Path.of("../../systems-under-test/described").toAbsolutePath().normalize();

    /** A server whose shell reads the wall clock again and again, with a small disk of its own. */
    private static final String READS_CLOCK =
            """
            system: reads-clock
            workloads: [lin-kv]
            faults: [clock, full-disk]
            nodes:
              count: 1
              ports: {client: 7000}
              container: {recipe: %1$s/kv/Dockerfile, disk-mib: 8}
              environment: {FILE: "{{node.folder}}/data"}
              logs: [/tmp/log]
              command:
                - sh
                - -c
                - >-
                  echo y >/tmp/log; while sleep 0.1; do date; done >/dev/null &
                  exec python3 /kv/server.py 7000 $FILE 0.0.0.0
            client:
              command: [python3, %1$s/kv/client.py]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void skipWithoutEngine() {
        Engines.connectOrSkip().close();
    }

    private Run run(Path file, FaultFamily... faults) {
        SystemUnderTest system = DescribedSystem.of(SystemFile.read(file, false));
        Experiment.Builder experiment = Experiment.builder(system.name(), "lin-kv")
                .systemFile(file.toString())
                .world(WorldKind.DOCKER)
                .nodeCount(1)
                .ratePerSecond(50)
                .timeLimitMillis(4_000)
                .nemesisIntervalMillis(800)
                .recoveryBoundMillis(60_000)
                .faults(faults);
        List<String> names = system.deployment().orElseThrow().nodeNames();
        if (!names.isEmpty()) {
            experiment.nodeNames(names);
        }
        Experiment made = experiment.build();
        RunSettings settings = RunSettings.of(made, system, Systems.installed().workload(made));
        RunFolder runFolder = RunFolder.create(folder.resolve("runs"), made, Instant.EPOCH);
        return RunPipeline.keptIn(runFolder, settings, Map.of()).run();
    }

    private static void assertNothingIsLeft() {
        try (DockerEngine engine = DockerEngine.connect()) {
            assertThat(engine.client().listContainersCmd().withShowAll(true).exec())
                    .noneMatch(container -> container.getImage().startsWith("squall-of-"));
        }
    }

    @Test
    void aServerOfTheUsersOwnIsLinearizableUnderKillsAndPauses() {
        Run run = run(EXAMPLES.resolve("kv/kv-containers.yaml"), FaultFamily.KILL, FaultFamily.PAUSE);

        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.checker().equals("linearizable"))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.validity()).isEqualTo(Validity.VALID));
        assertThat(run.evidence()).allMatch(Evidence::hasEffect);
        assertNothingIsLeft();
    }

    @Test
    void clocksAreSeenToBeWrongAndDisksToBeFull() throws IOException {
        Path file = Files.writeString(folder.resolve("clock.yaml"), READS_CLOCK.formatted(EXAMPLES));
        Run run = run(file, FaultFamily.CLOCK, FaultFamily.FULL_DISK);

        assertThat(run.evidence()).extracting(Evidence::fault).containsExactlyInAnyOrder("clock", "full-disk");
        assertThat(folder.resolve("runs/latest/nodes/n1/logs/log")).hasContent("y");
        assertThat(run.evidence()).allMatch(Evidence::hasEffect);
        assertNothingIsLeft();
    }

    @Test
    void servicesOfAComposeFileReachEachOtherByTheirNames() {
        Run run = run(EXAMPLES.resolve("compose/system.yaml"), FaultFamily.PACKET);

        assertThat(run.experiment().nodeIds()).containsExactly("primary", "follower");
        assertThat(run.evidence()).singleElement().satisfies(evidence -> assertThat(evidence.words())
                .contains(" IP packets lost in "));
        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.checker().equals("recovery"))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.validity()).isEqualTo(Validity.VALID));
        assertNothingIsLeft();
    }
}
