package dev.squall.system.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.system.file.SystemFile.ContainerSpec;
import dev.squall.system.file.SystemFile.ServerSpec;
import dev.squall.system.yaml.YamlFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of compose files: what the servers get, and what is refused. */
class ComposeReaderTest {

    private static final Path FILE = Path.of("/systems/compose.yaml");

    private static final String TWO_SERVICES =
            """
            version: "3"
            services:
              db1:
                build: {context: db, dockerfile: Dockerfile.db}
                command: serve --name "first node" --path '/a b' it\\"s
                environment: {LEVEL: 3, PRICE: $$5}
                user: "1000"
                cap_add: [SYS_NICE]
                mem_limit: 64m
                cpus: 0.5
                ports: ["5432:5432"]
                volumes: [./conf:/etc/db, data:/var/lib/db]
                depends_on: [db2]
              db2:
                image: db:1
                entrypoint: [/bin/db]
                environment:
                  - LEVEL=4
            volumes: {data: {}}
            """;

    private static Map<String, ServerSpec> read(String text, String... wanted) {
        return new ComposeReader(FILE, false).read(text, List.of(wanted));
    }

    @Test
    void servicesBecomeServersInTheirOrder() {
        Map<String, ServerSpec> servers = read(TWO_SERVICES);

        assertThat(servers.keySet()).containsExactly("db1", "db2");
        ServerSpec first = servers.get("db1");
        assertThat(first.command()).containsExactly("serve", "--name", "first node", "--path", "/a b", "it\"s");
        assertThat(first.environment()).isEqualTo(Map.of("LEVEL", "3", "PRICE", "$5"));
        assertThat(first.user()).isEqualTo("1000");
        ContainerSpec container = first.container().orElseThrow();
        assertThat(container.recipe()).contains(Path.of("/systems/db/Dockerfile.db"));
        assertThat(container.memoryBytes()).isEqualTo(64 << 20);
        assertThat(container.cpus()).isEqualTo(0.5);
        assertThat(container.capabilities()).containsExactly("SYS_NICE");
        assertThat(container.volumes()).isEqualTo(Map.of("/etc/db", Path.of("/systems/conf")));
        assertThat(container.hasUsualRights()).isTrue();
        ContainerSpec second = servers.get("db2").container().orElseThrow();
        assertThat(second.image()).isEqualTo("db:1");
        assertThat(second.entrypoint()).containsExactly("/bin/db");
        assertThat(servers.get("db2").environment()).isEqualTo(Map.of("LEVEL", "4"));
    }

    @Test
    void onlyTheWantedServicesBecomeServers() {
        assertThat(read(TWO_SERVICES, "db2").keySet()).containsExactly("db2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: db:1 | imago: db:1 | line 14, field image: found neither image nor build; expected one of them",
                "user: \"1000\" | privileged: true | line 7: there is no field privileged; expected only",
                "PRICE: $$5 | PRICE: $COST | field environment: found $COST; expected plain values; write $$",
                "LEVEL=4 | LEVEL | field environment: found LEVEL; expected NAME=VALUE",
                "mem_limit: 64m | mem_limit: much | field mem_limit: found much; expected a number of bytes",
                "cpus: 0.5 | cpus: 0 | field cpus: found 0; expected a positive number, such as 0.5",
                "./conf:/etc/db | ../conf:/etc/db | field volumes: found ../conf:/etc/db; expected a folder below",
                "./conf:/etc/db | conf | field volumes: found conf; expected folder:/path/in/container",
                "it\\\"s | \"its | field command: found serve --name",
            })
    void wrongFieldIsNamedWithItsLine(String right, String wrong, String message) {
        assertThatThrownBy(() -> read(TWO_SERVICES.replace(right, wrong)))
                .isInstanceOf(YamlFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileWithoutServicesIsRefused() {
        assertThatThrownBy(() -> read("service: {}"))
                .isInstanceOf(YamlFormatException.class)
                .hasMessage("line 1: the field services is missing here");
    }

    @Test
    void serviceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> read(TWO_SERVICES, "db3"))
                .isInstanceOf(YamlFormatException.class)
                .hasMessageContaining("field db3: there is no such service; expected some of db1, db2");
    }
}
