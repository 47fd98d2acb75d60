package dev.squall.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.system.yaml.YamlFormatException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suites are read, and mistakes in them are told with their lines and fields. */
class SuiteReaderTest {

    private static Suite read(String text) {
        return FakeSystems.suite(text);
    }

    private static String suite(String experiment) {
        return "suite: s\nexperiments:\n  - name: one\n" + experiment.indent(4);
    }

    @Test
    void matrixFollowsTheOrderOfTheFile() {
        Suite suite = read(
                suite(
                        """
                systems: [raft-kv, quorum]
                worlds: [simulated, process]
                faults: [all, "partition,kill"]
                seeds: 3
                """));
        assertThat(suite.cells())
                .extracting(Cell::id)
                .containsExactly(
                        "one/raft-kv/simulated/all",
                        "one/raft-kv/simulated/partition+kill",
                        "one/raft-kv/process/all",
                        "one/raft-kv/process/partition+kill",
                        "one/quorum/simulated/all",
                        "one/quorum/simulated/partition+kill",
                        "one/quorum/process/all",
                        "one/quorum/process/partition+kill");
    }

    @Test
    void defaultsCountWhereAnExperimentSaysNothing() {
        Suite suite = read(
                """
                suite: s
                defaults:
                  systems: quorum
                  reruns: 7
                  check-timeout: 5s
                experiments:
                  - name: one
                  - name: two
                    reruns: 2
                    seeds: [4, -1]
                    proving-share-min: 0.9
                    failures-max: 8
                    required: true
                    swarm: false
                """);
        Cell one = suite.cells().get(0);
        Cell two = suite.cells().get(1);
        assertThat(one.policy().reruns()).isEqualTo(7);
        assertThat(one.policy().provingShareMin()).isEqualTo(0.5);
        assertThat(one.seeds(1)).hasSize(1);
        assertThat(two.policy().reruns()).isEqualTo(2);
        assertThat(two.policy().budget().time()).isEqualTo(Duration.ofSeconds(5));
        assertThat(two.policy().provingShareMin()).isEqualTo(0.9);
        assertThat(two.policy().failuresMax()).isEqualTo(8);
        assertThat(two.policy().required()).isTrue();
        assertThat(two.swarm()).isFalse();
        assertThat(two.seeds(1)).isEqualTo(List.of(4L, -1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "systems: nobody | line 4, field systems: found nobody; expected systems of squall list",
                "systems: [quorum, quorum] | line 4, field systems: found quorum twice; expected each once",
                "systems: [] | line 4, field systems: found an empty list; expected at least one element",
                "seeds: 1 | line 3: the field systems is missing here",
                "systems: quorum\\nworlds: moon | line 5, field worlds: found moon; expected some of simulated,",
                "systems: quorum\\nseeds: many | line 5, field seeds: found many; expected a whole number from 1",
                "systems: quorum\\nseeds: 0 | line 5, field seeds: found 0; expected a whole number from 1",
                "systems: quorum\\nseeds: [x] | line 5, field seeds: found x; expected how many fresh ones, or a list",
                "systems: quorum\\nseedz: 1 | line 5: there is no field seedz; expected only name, bin, systems",
                "systems: quorum\\nswarm: yes | line 5, field swarm: found yes; expected true or false",
                "systems: quorum\\nproving-share-min: 1.5 | line 5, field proving-share-min: found 1.5; expected",
                "systems: quorum\\ncheck-timeout: soon | line 5, field check-timeout: 'soon' is no duration",
                "systems: quorum\\nnodes: bad | line 5, field nodes: found bad; expected good",
                "systems: quorum\\nfaults: [bad] | line 5, field faults: found bad; expected good",
                "systems: quorum\\nnodes: {a: 1} | line 5, field nodes: found a map; expected a text or a number",
                "systems: quorum\\nname: two | line 5: Duplicate field 'name'; expected one document of YAML",
                "systems: &a quorum\\nworlds: *a | line 5: an alias; expected one document of YAML without aliases",
            })
    void mistakeIsReportedWithLineAndField(String experiment, String sentence) {
        assertThatThrownBy(() -> read(suite(experiment.replace("\\n", "\n"))))
                .isInstanceOf(YamlFormatException.class)
                .hasMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | line 1: found nothing; expected a map of fields",
                "hello | line 1: found hello; expected a map of fields",
                "suite: s | line 1: the field experiments is missing here",
                "suite: a b | line 1, field suite: found a b; expected letters, digits",
                "suite: s\\nexperiments: 3 | line 2, field experiments: found 3; expected a list",
                "suite: s\\nexperiments:\\n - name: a\\n   systems: quorum\\n - name: a\\n   systems: quorum"
                        + "| line 5, field name: found a a second time; expected a name of its own",
                "suite: s\\nmore: 1\\nexperiments:\\n - name: a | line 2: there is no field more; expected only suite",
                "'suite: [' | line 1: ",
                "suite: s\\n---\\nsuite: t | line 3: a second document; expected one document",
            })
    void malformedSuiteIsRefused(String text, String sentence) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(YamlFormatException.class)
                .hasMessageStartingWith(sentence);
    }
}
