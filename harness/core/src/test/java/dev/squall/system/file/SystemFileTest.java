package dev.squall.system.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.fault.FaultFamily;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.world.server.AfterEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemFileTest {

    private static final String RIGHT =
            """
            system: mine
            workloads: [lin-kv]
            nodes:
              count: 2
              ports: [client, peer]
              command: [server, "{{node.port.client}}", "{{others|{name}={host}:{port.peer}|,}}"]
            client:
              command: [client, "{{n2.port.client}}"]
            options: {level: serializable}
            """;

    @TempDir
    private Path folder;

    private SystemFile read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);
        return SystemFile.read(file, false);
    }

    @Test
    void omittedFieldsHaveTheirDefaults() throws IOException {
        SystemFile file = read(RIGHT);

        assertThat(file.afterEnd()).isEqualTo(AfterEnd.RESTART);
        assertThat(file.ready().port()).isEqualTo("client");
        assertThat(file.server().container()).isEmpty();
        assertThat(file.client().shared()).isFalse();
    }

    @Test
    void processesTakePacketFaultsOnlyIfTheyAreListed() throws IOException {
        assertThat(read(RIGHT).faults()).containsExactly(FaultFamily.PARTITION, FaultFamily.KILL, FaultFamily.PAUSE);
        assertThat(read(RIGHT + "faults: [packet, kill]\n").faults())
                .containsExactly(FaultFamily.PACKET, FaultFamily.KILL);
    }

    @Test
    void containersTakeMoreFaultsAndHaveLogs() throws IOException {
        String inContainers = RIGHT.replace("ports: [client, peer]", "ports: {client: 1, peer: 2}")
                .replace("  count: 2\n", "  count: 2\n  container: {image: some}\n  logs: [/var/log/some]\n");

        SystemFile file = read(inContainers + "faults: [packet, clock, full-disk]\n");

        assertThat(file.faults()).containsExactly(FaultFamily.PACKET, FaultFamily.CLOCK, FaultFamily.FULL_DISK);
        assertThat(file.logs()).containsExactly("/var/log/some");
    }

    @Test
    void processesHaveNoLogsBesideTheirFolders() {
        assertThatThrownBy(() -> read(RIGHT.replace("  count: 2\n", "  count: 2\n  logs: [/var/log/some]\n")))
                .isInstanceOf(YamlFormatException.class)
                .hasMessageContaining("field logs: found /var/log/some; expected no logs of processes");
    }

    @Test
    void templatesNameTheOwnNodeAndTheOthers() throws IOException {
        SystemFile file = read(RIGHT);
        Template template = DescribedSystem.template(
                file,
                "n1",
                Map.of(
                        "n1", new Template.Place("a", Map.of("client", 10, "peer", 11)),
                        "n2", new Template.Place("b", Map.of("client", 20, "peer", 21))),
                "/data",
                7,
                Map.of("level", "weak"));

        assertThat(template.render(file.server().command())).isEqualTo(List.of("server", "10", "n2=b:21"));
        assertThat(template.render("{{seed}} {{node.folder}} {{option.level}} {{node.name}}"))
                .isEqualTo("7 /data weak n1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count: 2 | count: none | mine.yaml, line 4, field count: found none; expected a whole number",
                "count: 2 | cuont: 2 | mine.yaml, line 4: there is no field cuont; expected only",
                "{{node.port.client}} | {{node.prot}} | line 6, field command: found the variable {{node.prot}}",
                "workloads: [lin-kv] | workload: x | line 1: the field workloads is missing here",
                "[client, peer] | [] | line 5, field ports: found an empty list; expected at least one element",
                "command: [client, | klass: [client, | line 7, field command: found neither class nor command",
                "options: | faults: [clock] # | line 9, field faults: found clock; expected some of partition"
            })
    void wrongFieldIsNamedWithItsLine(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(RIGHT.replace(right, wrong)))
                .isInstanceOf(YamlFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void mountOutsideOfTheFolderNeedsTheFlag() throws IOException {
        String text = RIGHT.replace("ports: [client, peer]", "ports: {client: 1, peer: 2}")
                .replace("client:\n", "  container: {image: i, volumes: {/inside: ../outside}}\nclient:\n");

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(YamlFormatException.class)
                .hasMessageContaining("field volumes: found ../outside; expected a folder below");
        assertThat(SystemFile.read(folder.resolve("mine.yaml"), true)
                        .server()
                        .container()
                        .orElseThrow()
                        .volumes())
                .containsEntry("/inside", folder.resolveSibling("outside").toAbsolutePath());
    }
}
