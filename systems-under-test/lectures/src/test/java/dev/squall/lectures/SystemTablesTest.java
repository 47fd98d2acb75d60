package dev.squall.lectures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.fault.FaultFamily;
import dev.squall.system.Claim;
import dev.squall.system.SystemFamily;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the tables of README.md agree with the declarations. */
class SystemTablesTest {

    private static final Path README = Path.of("README.md");
    private static final Path EXPECTED = Path.of("target", "README.md");
    private static final String MARK = "<!-- Below this line: written from the declarations. -->\n";

    @Test
    void readmeHasTheTablesOfTheDeclarations() throws IOException {
        String readme = Files.readString(README);
        String expected = readme.substring(0, readme.indexOf(MARK)) + MARK + tables(Systems.installed());
        Files.writeString(EXPECTED, expected);

        assertThat(readme)
                .as("README.md differs from %s; copy that file over it", EXPECTED)
                .isEqualTo(expected);
    }

    private static String tables(Systems systems) {
        StringBuilder text = new StringBuilder();
        for (SystemFamily family : systems.families()) {
            if (!family.getClass().getPackageName().startsWith("dev.squall.lectures.")) {
                continue;
            }
            text.append("\n## ").append(family.topic()).append("\n\n");
            if (!family.systems().isEmpty()) {
                systems(text, family);
            }
            if (!family.claims().isEmpty()) {
                row(text, "claim", "lecture", "statement", "survive", "caught");
                row(text, "---", "---", "---", "---", "---");
                family.claims().forEach(claim -> claim(text, claim));
            }
        }
        return text.toString();
    }

    private static void systems(StringBuilder text, SystemFamily family) {
        row(text, "system", "what it is", "withstands", "workloads");
        row(text, "---", "---", "---", "---");
        family.systems().stream()
                .filter(system -> system.flaw().isEmpty())
                .forEach(system -> row(
                        text,
                        code(system.name()),
                        system.description(),
                        FaultFamily.joined(system.usualFaults()),
                        String.join(", ", system.workloads())));
        text.append('\n');
        row(text, "flawed system", "what it is", "the flaw", "caught by");
        row(text, "---", "---", "---", "---");
        family.systems().stream().filter(system -> system.flaw().isPresent()).forEach(system -> flawed(text, system));
        text.append('\n');
    }

    private static void flawed(StringBuilder text, SystemUnderTest system) {
        row(
                text,
                code(system.name()),
                system.description(),
                system.flaw().orElseThrow().description(),
                system.flaw().orElseThrow().anomaly());
    }

    private static void claim(StringBuilder text, Claim claim) {
        row(
                text,
                code(claim.id()),
                claim.lecture(),
                claim.statement(),
                names(claim.holds().stream()),
                names(claim.breaks().stream()));
    }

    private static String names(Stream<Trial> trials) {
        return trials.map(SystemTablesTest::name).distinct().collect(Collectors.joining(", "));
    }

    private static String name(Trial trial) {
        return trial.system()
                + (trial instanceof Trial.Enumerated enumerated
                        ? " (" + enumerated.coverage().words() + ")"
                        : "");
    }

    private static String code(String name) {
        return "`" + name + "`";
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
