package dev.squall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.Fault;
import dev.squall.fault.FaultFamily;
import dev.squall.report.diagram.SpaceTimeSection;
import dev.squall.report.recorded.RunRecord;
import dev.squall.run.RunFolder;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of the recorded gallery in its pages. */
class GalleryFaultsTest {

    private static final Path GALLERY = Path.of("../../histories/gallery");
    private static final Set<FaultFamily> AT_NODES =
            EnumSet.of(FaultFamily.KILL, FaultFamily.PAUSE, FaultFamily.DISK, FaultFamily.CLOCK);

    static List<Path> entries() throws IOException {
        try (Stream<Path> folders = Files.list(GALLERY)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Scenario scenario(Path entry) throws IOException {
        return ScenarioReader.parse(Files.readString(entry.resolve(RunFolder.SCENARIO_FILE)));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyStruckNodeIsDrawnInItsPage(Path entry) throws IOException {
        Set<String> expected = new TreeSet<>();
        for (ScriptedFault scripted : scenario(entry).script().faults()) {
            Fault fault = scripted.fault();
            if (AT_NODES.contains(fault.family())) {
                fault.nodes().forEach(node -> expected.add(fault.family().faultName() + " " + node));
            }
        }
        RunRecord run = RunRecord.read(entry);
        Set<String> drawn = new TreeSet<>();
        SpaceTimeSection.faultRows(run.history()).forEach(row -> {
            if (AT_NODES.contains(row.span().fault().family())) {
                drawn.add(row.span().family() + " " + row.node());
            }
        });
        assertThat(drawn).isEqualTo(expected);
    }

    @Test
    void entryOfAnOlderVersionIsReadAsTodays() throws IOException {
        Path old = Path.of("src/test/resources/dev/squall/report/old-entry");
        Path today = GALLERY.resolve("fifo-link-recovery-counter-written-after-sending");

        assertThat(scenario(old).script()).isEqualTo(scenario(today).script());
        assertThat(SpaceTimeSection.faultRows(RunRecord.read(old).history()))
                .extracting(row -> row.span().fault())
                .isEqualTo(SpaceTimeSection.faultRows(RunRecord.read(today).history()).stream()
                        .map(row -> row.span().fault())
                        .toList())
                .isNotEmpty();
    }

    @Test
    void galleryHasKilledPausedAndDiskStruckNodes() throws IOException {
        Set<FaultFamily> families = EnumSet.noneOf(FaultFamily.class);
        for (Path entry : entries()) {
            families.addAll(scenario(entry).script().faults().stream()
                    .map(scripted -> scripted.fault().family())
                    .collect(Collectors.toSet()));
        }
        assertThat(families).contains(FaultFamily.KILL, FaultFamily.PAUSE, FaultFamily.DISK);
    }
}
